import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { Change } from '../changes/change.ts'
import { horizonView } from '../changes/inputs.ts'
import { dependenceOnKey } from './sql/dependence-on-key.ts'
import type { KeyDependence, KeyKind } from './sql/key-dependence.ts'

/** A column of a view, and how rows depend on the inputs by its values. */
export interface Key {
  readonly column: string
  readonly dependence: KeyDependence
}

/**
 * Changed inputs, and the columns by which each of them is followed: its changed rows change the rows with certain values
 * of the one, from a moment of the other on.
 */
export interface ChosenKeys {
  readonly value: Key | null
  readonly moment: Key | null
  readonly inputs: readonly string[]
}

/**
 * The columns by which a view can be refreshed: each changed input is followed to one or two of them. Null when an input
 * cannot be followed, or its changed rows are unknown.
 */
export function chooseKeys(
  catalog: Catalog,
  view: View,
  changes: ReadonlyMap<string, Change>,
): readonly ChosenKeys[] | null {
  const changed = [...changes].filter(([, { kind }]) => kind !== 'none')
  if (changed.some(([, { kind }]) => kind !== 'rows')) return null
  const chosen = new Map<string, ChosenKeys>()
  for (const [input] of changed) {
    const value = keyFor(catalog, view, input, 'value')
    const moment = keyFor(catalog, view, input, 'moment')
    if (value === null && moment === null) return null
    const name = `${value?.column ?? ''} ${moment?.column ?? ''}`
    chosen.set(name, { value, moment, inputs: [...(chosen.get(name)?.inputs ?? []), input] })
  }
  return [...chosen.values()]
}

function keyFor(catalog: Catalog, view: View, input: string, kind: KeyKind): Key | null {
  for (const column of columnsOf(view, kind)) {
    const dependence = knownDependence(catalog, view, column, kind)
    if (dependence !== null && isFollowed(dependence, input)) return { column, dependence }
  }
  return null
}

/** The columns that are tried: of values, the account first, since most inputs have one; moments by their name. */
function columnsOf({ columns, header }: View, kind: KeyKind): readonly string[] {
  const own = header.key.filter((column) => columns.includes(column))
  if (kind === 'moment') return own.filter((column) => column.endsWith('_at'))
  return [...new Set([...(columns.includes('account_key') ? ['account_key'] : []), ...own])]
}

function isFollowed({ whole, columns }: KeyDependence, input: string): boolean {
  // a moment that is compared with values of keyed rows only
  return !whole.has(input) && (columns.has(input) || input === horizonView)
}

const known = new WeakMap<View, Map<string, KeyDependence | null>>()

function knownDependence(catalog: Catalog, view: View, column: string, kind: KeyKind): KeyDependence | null {
  const before = known.get(view) ?? new Map<string, KeyDependence | null>()
  known.set(view, before)
  const name = `${kind} ${column}`
  const found = before.get(name)
  if (found !== undefined) return found
  const dependence = dependenceOnKey(catalog, view, column, kind)
  before.set(name, dependence)
  return dependence
}
