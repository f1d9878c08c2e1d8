import { stringify } from 'yaml'
import { PlumblineError } from '../../errors.ts'

/** The entry of a new metric; the rules of the catalogue validate it. */
export interface MetricEntry {
  readonly kind: string
  readonly description: string
  readonly unit?: string | undefined
  readonly expression?: string | undefined
  readonly where?: string | undefined
  readonly numerator?: string | undefined
  readonly denominator?: string | undefined
  readonly inputs?: readonly string[] | undefined
  readonly percentile?: number | undefined
}

/** Adds a metric at the end of `metrics:` in the text of a view's file; all else stays unchanged. */
export function insertMetric(text: string, name: string, entry: MetricEntry): string {
  const lines = text.split('\n')
  const end = lines.indexOf('---*/')
  const start = lines.findIndex((line, index) => index < end && /^metrics:/.test(line))
  const block = entryLines(name, entry)
  if (start < 0) return [...lines.slice(0, end), 'metrics:', ...block, ...lines.slice(end)].join('\n')
  if (lines[start]?.trim() !== 'metrics:') {
    throw new PlumblineError(
      'BAD_CATALOG',
      'The metrics of this view are on one line: give each its own line first.',
    )
  }
  const next = lines.findIndex((line, index) => index > start && index < end && /^\S/.test(line))
  const place = next < 0 ? end : next
  return [...lines.slice(0, place), ...block, ...lines.slice(place)].join('\n')
}

function entryLines(name: string, entry: MetricEntry): readonly string[] {
  const { kind, expression, where, numerator, denominator, inputs, percentile, description } = entry
  const unit = entry.unit ?? (numerator === undefined ? 'count' : 'ratio')
  const given = { kind, expression, where, numerator, denominator, inputs, percentile, unit, description }
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const written = stringify({ [name]: fields }, { lineWidth: 100, flowCollectionPadding: false })
  return written
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
}
