import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { Change } from '../changes/change.ts'
import { horizonView } from '../changes/inputs.ts'
import { dependenceOnKey } from './dependence/dependence-on-key.ts'
import type { KeyDependence } from './dependence/key-dependence.ts'

/** A column of a view, and the changed inputs whose rows change the rows with certain values of it only. */
export interface ChosenKey {
  readonly column: string
  readonly dependence: KeyDependence
  readonly inputs: readonly string[]
}

/**
 * The columns by which a view can be refreshed: each changed input is followed to one of them. Null when an input cannot
 * be followed, or its changed rows are unknown.
 */
export function chooseKeys(
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
): readonly ChosenKey[] | null {
  const changed = [...changes].filter(([, { kind }]) => kind !== 'none')
  if (changed.some(([, { kind }]) => kind !== 'rows')) return null
  const chosen = new Map<string, { dependence: KeyDependence; inputs: string[] }>()
  for (const [input] of changed) {
    const column = keysOf(view).find((key) => {
      const dependence = knownDependence(catalog, view, key)
      return dependence !== null && isFollowed(dependence, input)
    })
    const dependence = column === undefined ? null : knownDependence(catalog, view, column)
    if (column === undefined || dependence === null) return null
    const before = chosen.get(column)
    chosen.set(column, { dependence, inputs: [...(before?.inputs ?? []), input] })
  }
  return [...chosen].map(([column, found]) => ({ column, ...found }))
}

/** The account first: most inputs have one. */
function keysOf({ columns, header }: View): readonly string[] {
  const own = header.key.filter((column) => columns.includes(column))
  return [...new Set([...(columns.includes('account_key') ? ['account_key'] : []), ...own])]
}

function isFollowed({ whole, columns }: KeyDependence, input: string): boolean {
  // a moment that is compared with values of keyed rows only
  return !whole.has(input) && (columns.has(input) || input === horizonView)
}

const known = new WeakMap<View, Map<string, KeyDependence | null>>()

function knownDependence(catalog: Catalog, view: View, key: string): KeyDependence | null {
  const before = known.get(view) ?? new Map<string, KeyDependence | null>()
  known.set(view, before)
  const found = before.get(key)
  if (found !== undefined) return found
  const dependence = dependenceOnKey(catalog, view, key)
  before.set(key, dependence)
  return dependence
}
