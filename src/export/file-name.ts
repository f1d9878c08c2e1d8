import type { ResultHeader } from '../semantic/model/result.ts'
import { formatNames } from './format.ts'
import type { ExportFormat } from './format.ts'

/** Longer names are cut; file systems accept 255 bytes. */
const maxLength = 80

/** The name of a downloaded file: the metrics and the last day of the data, such as `mrr_arr_2025-12-31.csv`. */
export function fileNameOf({ provenance }: ResultHeader, format: ExportFormat): string {
  const metrics = provenance.metrics.map(({ metric }) => metric).join('_')
  const day = provenance.asOf.slice(0, 10)
  return `${metrics.slice(0, maxLength)}_${day}.${formatNames[format].extension}`
}
