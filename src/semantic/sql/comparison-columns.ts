import type { Span } from '../model/request/request.ts'
import { spanName } from '../time/span.ts'

/** The column of the unrounded value of a metric. */
export function unroundedColumn(alias: string): string {
  return `${alias}.unrounded`
}

/** The column of the value of a metric in an earlier period. */
export function earlierColumn(alias: string, span: Span): string {
  return `${alias}.${spanName(span)}_ago`
}
