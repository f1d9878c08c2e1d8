import type { Catalog, View } from '../../../catalog/catalog.ts'
import { describeChange, type Change } from './changes/change.ts'
import { canFillIncrementally } from './fill-incrementally.ts'
import { chooseKeys, type ChosenKeys } from './keys/choose-keys.ts'
import type { ViewFill } from './record-batch.ts'

/** How a stored view is brought up to date, and the reason in words. */
export interface FillDecision extends Pick<ViewFill, 'how' | 'why'> {
  /** The keys by which the affected rows are found; without them, they are found as the header says. */
  readonly keys?: readonly ChosenKeys[]
}

/**
 * The cheapest way to the rows of a full refresh.
 *
 * @param changes the changes of all of its inputs
 * @param canUseKeys whether rows of several stored views can be brought together
 * @param reasonForFull why its rows cannot be trusted or were not wanted; null when they are those of the last batch
 */
export function decideFill(
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
  reasonForFull: string | null,
  canUseKeys: boolean,
): FillDecision {
  if (reasonForFull !== null) return { how: 'full', why: reasonForFull }
  const changed = [...changes].filter(([, { kind }]) => kind !== 'none')
  if (changed.length === 0) return { how: 'unchanged', why: 'no input changed' }
  const why = changed.map(([name, change]) => describeChange(name, change)).join(', ')
  if (canFillIncrementally(view, changes)) return { how: 'incremental', why }
  const keys = canUseKeys ? chooseKeys(catalog, view, changes) : null
  if (keys !== null) return { how: 'incremental', why, keys }
  // a view with a way of its own is large: writing it is cheaper than comparing it
  return { how: view.header.incremental === undefined ? 'compared' : 'full', why }
}
