import type { Source } from '../../select/sources.ts'
import type { Node } from '../../tree.ts'
import { isValue, type Meaning } from './meaning.ts'
import { hides, type OwnNames } from './own-names.ts'

/** A column of a nested select, as what it says of metrics. */
export interface ResultColumn {
  readonly name: string
  readonly meaning: Meaning
  /** Whether it is made of periods alone: their first days, or something else. */
  readonly period: 'date' | 'other' | null
  /** Whether it is made of dimensions. */
  readonly isDimension: boolean
  /** Whether it is 0 or null where nothing happened. */
  readonly isZeroOfNothing: boolean
  /** Whether null says that an outer join found no row, and not that nothing happened. */
  readonly isOfOuterJoin: boolean
}

/** The rows of a nested select that reads metrics. */
export interface ResultTable {
  readonly columns: readonly ResultColumn[]
  /** The columns that together identify a row; null: they are not all selected. */
  readonly keys: readonly string[] | null
  /** Those of them that are dimensions; null: some are not selected. */
  readonly dimensions: readonly string[] | null
  /** Whether its rows are of several periods. */
  readonly hasPeriods: boolean
  /** Whether it has rows of groups in which nothing happened. */
  readonly isFilled: boolean
  /** Whether conditions say from which day on it has such rows, so that each group has the same periods. */
  readonly isBounded: boolean
  /** Whether its own conditions leave such rows out. */
  readonly leavesOut: boolean
  /** Whether its rows are chosen by values: by LIMIT, or a condition. */
  readonly isChosen: boolean
  /** Whether its select names metrics without grouping, as a data set of a tool does. */
  readonly isImplicit: boolean
}

/** An item of FROM whose columns may be values of metrics. */
export interface Item {
  readonly alias: string
  /** Null: any column may be a value, since the item reads values of the others. */
  readonly columns: readonly ResultColumn[] | null
  /** The columns that together identify a row; null: they are not all there. */
  readonly keys: readonly string[] | null
  /** What the rows are; null for a metric relation itself, and where they are not known. */
  readonly table: ResultTable | null
}

/** The column that a name means; null for columns that have nothing to do with metrics. */
export type Read = (names: readonly string[]) => ResultColumn | null

/** The columns that the expressions of a select can mean. */
export interface Scope {
  readonly items: readonly Item[]
  /** Whether the select reads a metric relation itself. */
  readonly isDirect: boolean
  readonly read: Read
  /** Whether a name means a column of the selects around this one. */
  readonly isAround: (names: readonly string[]) => boolean
  /** The rows of a select that is rewritten already; null: it has nothing to do with metrics. */
  readonly rowsOf: (select: Node) => ResultTable | null
}

/** @param around the columns of the selects around this one: for its rows, each of their values is a constant */
export function scopeOf(
  items: readonly Item[],
  sources: readonly Source[],
  rowsOf: Scope['rowsOf'],
  own: OwnNames,
  around: Read,
): Scope {
  const readOwn: Read = (names) => {
    const alias = names.at(-2)
    return alias === undefined || own.aliases.has(alias) ? readColumn(items, names) : null
  }
  // a column that no item is known to have is rather one around than one of a function
  const isNamed = (names: readonly string[]) =>
    names.length === 1 && items.some(({ columns }) => columns?.some(({ name }) => name === names[0]))
  const isAround = (names: readonly string[]) =>
    !isNamed(names) && !hides(own, names) && around(names) !== null
  return {
    items,
    isDirect: sources.length > 0,
    read: (names) => {
      const column = readOwn(names)
      if (column !== null || hides(own, names)) return column
      return isValue(around(names)?.meaning ?? 'nothing') ? unknown(names.at(-1) ?? '') : null
    },
    isAround,
    rowsOf,
  }
}

/** A scope in which only the columns of one item are known. */
export function narrowed(scope: Scope, item: Item): Scope {
  return {
    ...scope,
    items: [item],
    read: (names) => (scope.isAround(names) ? null : readColumn([item], names, scope.items)),
  }
}

function readColumn(
  items: readonly Item[],
  names: readonly string[],
  others: readonly Item[] = items,
): ResultColumn | null {
  const name = names.at(-1) ?? ''
  const alias = names.at(-2)
  const qualified = items.filter((item) => item.alias === alias)
  // the alias of a join means the columns of its items
  const isOther = others.some((item) => item.alias === alias)
  const meant = alias === undefined || !isOther ? items : qualified
  const found = meant.flatMap(({ columns }) => columns?.filter((column) => column.name === name) ?? [])
  const [first] = found
  if (first !== undefined)
    return found.every(({ meaning }) => meaning === first.meaning) ? first : unknown(name)
  const isWholeRow = items.some((item) => item.alias === name && hasValues(item))
  return isWholeRow || meant.some(({ columns }) => columns === null) ? unknown(name) : null
}

/** Whether an item has values of metrics. */
export function hasValues({ columns }: Item): boolean {
  return columns === null || columns.some(({ meaning }) => meaning !== 'nothing')
}

/** A column of which nothing is known but that it may carry a value. */
export function unknown(name: string): ResultColumn {
  return {
    name,
    meaning: 'other',
    period: null,
    isDimension: false,
    isZeroOfNothing: false,
    isOfOuterJoin: false,
  }
}
