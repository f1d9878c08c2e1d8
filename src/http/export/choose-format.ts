import { PlumblineError } from '../../errors.ts'
import { exportFormats, formatNames } from '../../export/format.ts'
import type { ExportFormat } from '../../export/format.ts'

/** The format of callers that accept any. */
const usual: ExportFormat = 'csv'

/**
 * The format that a caller prefers, by its header `Accept`.
 *
 * @throws PlumblineError `NOT_ACCEPTABLE` when it accepts none
 */
export function formatFor(accept: string): ExportFormat {
  const ranges = accept.split(',').map(readRange)
  const weighted = exportFormats
    .map((format) => ({
      format,
      weight: Math.max(...formatNames[format].mediaTypes.map((type) => weightOf(type, ranges))),
    }))
    .filter(({ weight }) => weight > 0)
    // the sort is stable: among equal weights, the first format of the list wins
    .sort((one, other) => other.weight - one.weight)
  const [best] = weighted
  if (accept.trim() === '') return usual
  if (best === undefined)
    throw new PlumblineError(
      'NOT_ACCEPTABLE',
      'An export is not available in the types of the header Accept.',
      {
        subject: 'accept',
        valid: exportFormats.map((format) => formatNames[format].mediaTypes[0]),
      },
    )
  return best.format
}

interface Range {
  readonly type: string
  readonly weight: number
}

/** One item of the header, such as `text/csv;q=0.5`. */
function readRange(item: string): Range {
  const [type = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
}

/** RFC 9110: the most specific range that includes a type decides. */
function weightOf(type: string, ranges: readonly Range[]): number {
  const [group = ''] = type.split('/')
  for (const range of [type, `${group}/*`, '*/*']) {
    const found = ranges.find((one) => one.type === range)
    if (found !== undefined) return found.weight
  }
  return 0
}
