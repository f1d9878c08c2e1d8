import type { View } from '../../../catalog/catalog.ts'
import { describeChange, type Change } from './changes/change.ts'
import { canFillIncrementally } from './fill-incrementally.ts'
import type { ViewFill } from './record-batch.ts'

/** How a stored view is brought up to date, and the reason in words. */
export type FillDecision = Pick<ViewFill, 'how' | 'why'>

/**
 * The cheapest way to the rows of a full refresh.
 *
 * @param changes the changes of all of its inputs
 * @param reasonForFull why its rows cannot be trusted or were not wanted; null when they are those of the last batch
 */
export function decideFill(
  view: View,
  changes: ReadonlyMap<string, Change>,
  reasonForFull: string | null,
): FillDecision {
  if (reasonForFull !== null) return { how: 'full', why: reasonForFull }
  const changed = [...changes].filter(([, { kind }]) => kind !== 'none')
  if (changed.length === 0) return { how: 'unchanged', why: 'no input changed' }
  const why = changed.map(([name, change]) => describeChange(name, change)).join(', ')
  if (canFillIncrementally(view, changes)) return { how: 'incremental', why }
  // a view with a way of its own is large: writing it is cheaper than comparing it
  return { how: view.header.incremental === undefined ? 'compared' : 'full', why }
}
