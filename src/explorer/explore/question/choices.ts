import { grains, type Grain } from '../../../catalog/headers/grain.ts'
import type { Definitions, MetricOutline } from '../../client/use-definitions.ts'
import type { Choice } from '../../parts/picker.tsx'
import { toWords } from '../../words/to-words.ts'
import type { Question } from './question.ts'

/** The metrics to pick from. Those that cannot be combined with the picked ones say why. */
export function metricChoices({ metrics }: Definitions, picked: readonly MetricOutline[]): readonly Choice[] {
  const [first] = picked
  return [...metrics.values()].map((metric) => ({
    name: metric.name,
    label: toWords(metric.name),
    detail: metric.description,
    group: toWords(metric.family),
    because: whyNotMetric(metric, first),
  }))
}

function whyNotMetric(metric: MetricOutline, first: MetricOutline | undefined): string | null {
  const [missing] = metric.unavailableBecause
  if (missing !== undefined) return missing
  if (first === undefined || first.resultShape === metric.resultShape) return null
  return `Not together with ${toWords(first.name)}: ${shapes[metric.resultShape]}, and ${toWords(first.name)} ${shapes[first.resultShape]}.`
}

const shapes: Readonly<Record<MetricOutline['resultShape'], string>> = {
  SERIES: 'has a number for each period',
  COHORT: 'has a number for each cohort and age',
  COHORT_SUMMARY: 'has a number for each cohort',
  DISTRIBUTION: 'has a number for each count of active periods',
}

/** The dimensions to pick from. Those that a picked metric does not have, or that lack tables, say so. */
export function dimensionChoices(
  { dimensions }: Definitions,
  picked: readonly MetricOutline[],
): readonly Choice[] {
  const choices = [...dimensions.values()].map((dimension) => {
    const because = whyNotDimension(dimension.name, picked)
    return {
      name: dimension.name,
      label: toWords(dimension.name),
      detail: dimension.description,
      group: because === null ? 'Dimensions' : 'Not for these metrics',
      because,
    }
  })
  return choices.toSorted((one, other) => Number(one.because !== null) - Number(other.because !== null))
}

function whyNotDimension(name: string, picked: readonly MetricOutline[]): string | null {
  const lacking = picked.find(({ dimensions }) => !dimensions.some((one) => one.name === name))
  if (lacking !== undefined) return `${toWords(lacking.name)} does not have it.`
  return unavailableDimensions(picked).get(name) ?? null
}

/** Why a question has no answer with the current data: the sentences name the missing tables. */
export function whyUnavailable(definitions: Definitions, question: Question): readonly string[] {
  const asked = pickedMetrics(definitions, question)
  const lacking = unavailableDimensions(asked)
  const named = [...question.by, ...question.where.map(({ dimension }) => dimension)]
  return [
    ...new Set([
      // the metric itself comes first; what it is computed from lacks the same tables
      ...asked.flatMap(({ unavailableBecause }) => unavailableBecause.slice(0, 1)),
      ...named.flatMap((name) => lacking.get(name) ?? []),
    ]),
  ]
}

/** The dimensions of the metrics whose tables are missing, each with the reason. */
function unavailableDimensions(metrics: readonly MetricOutline[]): ReadonlyMap<string, string> {
  const all = metrics.flatMap((metric) => metric.unavailableDimensions)
  return new Map(all.map(({ name, because }) => [name, because]))
}

/** The grains to choose from, with the reason why one cannot be chosen. */
export function grainChoices(picked: readonly MetricOutline[]) {
  return [
    { value: '', text: 'no periods' },
    ...grains.map((grain) => {
      const lacking = picked.find((metric) => !metric.grains.some((one) => one.toLowerCase() === grain))
      return {
        value: grain,
        text: grain,
        because: lacking === undefined ? null : `not for ${toWords(lacking.name)}`,
      }
    }),
  ] satisfies readonly {
    readonly value: Grain | ''
    readonly text: string
    readonly because?: string | null
  }[]
}

/** The picked metrics that the catalogue knows. */
export function pickedMetrics({ metrics }: Definitions, question: Question): readonly MetricOutline[] {
  return question.metrics.flatMap((name) => metrics.get(name) ?? [])
}
