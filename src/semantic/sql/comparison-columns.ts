import type { Span } from '../model/request.ts'
import { spanName } from '../time/span.ts'

/** The column that holds what a metric was before it was rounded. */
export function unroundedColumn(alias: string): string {
  return `${alias}.unrounded`
}

/** The column that holds what a metric was so long ago. */
export function earlierColumn(alias: string, span: Span): string {
  return `${alias}.${spanName(span)}_ago`
}
