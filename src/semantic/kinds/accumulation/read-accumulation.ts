import type { Accumulation } from '../../model/plan.ts'
import type { Grain } from '../../model/request.ts'
import { readSpan } from '../../time/span.ts'

const toDate: ReadonlyMap<string, Grain> = new Map([
  ['week_to_date', 'week'],
  ['month_to_date', 'month'],
  ['quarter_to_date', 'quarter'],
  ['year_to_date', 'year'],
])

/** @throws PlumblineError `BAD_REQUEST` with the valid forms */
export function readAccumulation(written: string): Accumulation {
  if (written === 'all_time') return { kind: 'all_time' }
  const unit = toDate.get(written)
  if (unit !== undefined) return { kind: 'to_date', unit }
  const valid = ['all_time', ...toDate.keys(), 'average of 7 days']
  return { kind: 'rolling', span: readSpan(written, 'over', valid) }
}
