import type { Moving } from '../../model/plan.ts'
import { readSpan } from '../../time/span.ts'

/** Reads `average of 7 days`, and the same with `minimum` and `maximum`; null: another kind of range. */
export function readMoving(written: string): Moving | null {
  const [, aggregate, span = ''] =
    /^(average|minimum|maximum) of (.+)$/.exec(written.trim().toLowerCase()) ?? []
  if (aggregate !== 'average' && aggregate !== 'minimum' && aggregate !== 'maximum') return null
  return { aggregate, span: readSpan(span, 'over') }
}
