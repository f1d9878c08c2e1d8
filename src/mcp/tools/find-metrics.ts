import type { Metric } from '../../catalog/catalog.ts'
import { z } from '../../forms.ts'
import { visibleMetrics } from '../visible-metrics.ts'
import { defineTool } from '../tool.ts'

const defaultCount = 20

/** Words that say nothing about a metric. */
const fillers = new Set([
  'the',
  'and',
  'for',
  'per',
  'how',
  'many',
  'much',
  'what',
  'which',
  'our',
  'are',
  'was',
  'did',
])

export const findMetrics = defineTool({
  name: 'find_metrics',
  title: 'Find metrics',
  description:
    'Finds metrics by words of the question, such as "revenue churn" or "activation". Without words it lists the families ' +
    'of metrics. Call it first: names of metrics cannot be guessed.',
  input: z.strictObject({
    words: z
      .string()
      .optional()
      .describe('Words to find in names and descriptions. A metric with more of them comes first.'),
    family: z.string().optional().describe('Only metrics of this family.'),
    first: z.int().min(1).max(200).default(defaultCount).describe('The largest number of metrics.'),
  }),
  run: ({ catalog, access }, { words, family, first }) => {
    const visible = visibleMetrics(catalog, access).filter(
      (metric) => family === undefined || metric.family === family.toLowerCase(),
    )
    if (words === undefined && family === undefined) return Promise.resolve({ families: familiesOf(visible) })
    const wanted = splitWords(words ?? '')
    const found = visible
      .map((metric) => ({ metric, score: score(metric, wanted) }))
      .filter((one) => wanted.length === 0 || one.score > 0)
      .sort((one, other) => other.score - one.score)
      .map(({ metric }) => metric)
    return Promise.resolve({
      metrics: found.slice(0, first).map(summary),
      found: found.length,
      ...(found.length === 0 ? { families: familiesOf(visible) } : {}),
      next: 'Call describe_metric for dimensions, grains and options, then query_metrics.',
    })
  },
})

function summary({ name, family, unit, description }: Metric) {
  return { metric: name, family, unit, description }
}

function familiesOf(metrics: readonly Metric[]): Readonly<Record<string, readonly string[]>> {
  const families = new Map<string, string[]>()
  for (const { family, name } of metrics) families.set(family, [...(families.get(family) ?? []), name])
  return Object.fromEntries(families)
}

function splitWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{Letter}\d]+/gu) ?? []
  return [...new Set(words.filter((word) => word.length > 2 && !fillers.has(word)).map(stem))]
}

/** Without its ending, so that `churned`, `churn` and `churns` are one word. */
function stem(word: string): string {
  return word.replace(/(?:ing|ed|es|s)$/, '') || word
}

/** A word in the name says more than one in the description, and most in a name without other words. */
function score({ name, family, description }: Metric, wanted: readonly string[]): number {
  const parts = name.split('_')
  const text = description.toLowerCase()
  const inName = wanted.filter((word) => parts.some((part) => part.startsWith(word))).length
  const inFamily = wanted.filter((word) => family.includes(word)).length
  const inText = wanted.filter((word) => text.includes(word)).length
  return inName * 4 + (inName / parts.length) * 4 + inFamily + inText * 2
}
