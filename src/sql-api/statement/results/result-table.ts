import type { AddsUp } from '../../relations/adds-up.ts'
import { namesIn } from '../aggregates.ts'
import { isAggregated } from '../select/forms.ts'
import { as, columnNames, functionName, isNode, list, type Node } from '../tree.ts'
import type { Derived } from './derived.ts'
import { outputName } from '../output-name.ts'
import { readsOne, type Source } from '../select/sources.ts'
import { addsOf } from './adds-of.ts'

/** A column of a nested select, as what it says of metrics. */
export interface ResultColumn {
  readonly name: string
  /** How its values add up; null: it is no value of a metric. */
  readonly adds: AddsUp | null
  readonly isPeriod: boolean
}

/** The rows of a nested select that reads metrics. */
export interface ResultTable {
  readonly columns: readonly ResultColumn[]
  /** Whether its rows are of several periods. */
  readonly hasPeriods: boolean
  /** Whether it has rows of groups in which nothing happened. */
  readonly isFilled: boolean
  /** Whether its own conditions compare values of metrics. */
  readonly isCompared: boolean
}

/** The column that a name means; null for columns that have nothing to do with metrics. */
export type ReadColumn = (names: readonly string[]) => ResultColumn | null

/** The columns of metric relations and of nested selects by name. */
export function readerOf(sources: readonly Source[], derived: readonly Derived[]): ReadColumn {
  return (names) => {
    const name = names.at(-1) ?? ''
    const isMeant = (alias: string) => names.length === 1 || names.at(-2) === alias
    for (const { alias, relation } of sources) {
      const column = isMeant(alias) ? relation.columns.get(name) : undefined
      if (column !== undefined) return asResult(column.role, column.addsUp, name)
    }
    for (const { alias, table } of derived) {
      const column = isMeant(alias) ? table.columns.find((one) => one.name === name) : undefined
      if (column !== undefined) return column
    }
    // a whole row, as in (t).mrr
    const isRow = names.length === 1 && derived.some(({ alias, table }) => alias === name && hasValues(table))
    return isRow ? { name, adds: 'never', isPeriod: false } : null
  }
}

function hasValues({ columns }: ResultTable): boolean {
  return columns.some(({ adds }) => adds !== null)
}

function asResult(role: string, adds: AddsUp | null, name: string): ResultColumn {
  return { name, adds: role === 'metric' ? (adds ?? 'never') : null, isPeriod: role === 'time' }
}

/** What the rows of a select are to the select around it; null where they have nothing to do with metrics. */
export function resultTable(
  select: Node,
  sources: readonly Source[],
  derived: readonly Derived[],
): ResultTable | null {
  if (sources.length === 0 && derived.length === 0) return null
  const read = readerOf(sources, derived)
  const isOwn = sources.length > 0 || isAggregated(select)
  // a join may repeat rows: their values do not add up any more
  const isRepeated = !isOwn && !readsOne(select)
  const targets = list(select, 'targetList')
  const columns = targets.flatMap((target): ResultColumn[] => {
    const value = as(target, 'ResTarget')?.['val']
    const names = columnNames(value)
    if (names?.at(-1) === '*') return starColumns(names, sources, derived)
    return [
      {
        name: outputName(target) ?? '',
        adds: addsOf(value, read, sources.length > 0),
        isPeriod: isPeriod(value, read),
      },
    ]
  })
  const readsPeriods = [...targets, ...list(select, 'groupClause')].some((part) =>
    namesIn(part, { entersAggregates: false }).some((names) => read(names)?.isPeriod === true),
  )
  const isCompared = comparesValues(select, read)
  return {
    columns: columns.map((column) =>
      isRepeated && column.adds !== null ? { ...column, adds: 'never' } : column,
    ),
    hasPeriods: isOwn ? readsPeriods : derived.some(({ table }) => table.hasPeriods),
    isFilled: derived.some(({ table }) => table.isFilled) && !isCompared,
    isCompared,
  }
}

/** The rows of UNION and its kin: of each column, what is true of both sides. */
export function bothSides(select: Node, known: ReadonlyMap<Node, ResultTable>): ResultTable | null {
  const sides = ['larg', 'rarg'].flatMap((side) =>
    isNode(select[side]) ? (known.get(select[side]) ?? []) : [],
  )
  const [first, second = first] = sides
  if (first === undefined || second === undefined) return null
  return {
    columns: first.columns.map((column, place) => {
      const other = second.columns[place] ?? column
      const adds = column.adds === other.adds ? column.adds : 'never'
      return { ...column, adds, isPeriod: column.isPeriod && other.isPeriod }
    }),
    hasPeriods: first.hasPeriods || second.hasPeriods,
    isFilled: first.isFilled || second.isFilled,
    isCompared: first.isCompared && second.isCompared,
  }
}

/** Whether conditions of a select read values of metrics: then its rows are those in which something happened. */
export function comparesValues(select: Node, read: ReadColumn): boolean {
  const names = namesIn([select['whereClause'], select['havingClause']], { entersAggregates: true })
  return names.some((one) => isValue(one, read))
}

/** Whether a name means a value of a metric. */
export function isValue(names: readonly string[], read: ReadColumn): boolean {
  return (read(names)?.adds ?? null) !== null
}

function starColumns(
  names: readonly string[],
  sources: readonly Source[],
  derived: readonly Derived[],
): ResultColumn[] {
  const isMeant = (alias: string) => names.length === 1 || names.at(-2) === alias
  return [
    ...sources
      .filter(({ alias }) => isMeant(alias))
      .flatMap(({ relation }) =>
        [...relation.columns.values()].map(({ role, addsUp, name }) => asResult(role, addsUp, name)),
      ),
    ...derived.filter(({ alias }) => isMeant(alias)).flatMap(({ table }) => table.columns),
  ]
}

/** A period as it is, as another type, or the longer one around it. */
function isPeriod(value: unknown, read: ReadColumn): boolean {
  const cast = as(value, 'TypeCast')
  if (cast !== null) return isPeriod(cast['arg'], read)
  const call = as(value, 'FuncCall')
  if (call !== null) return functionName(value) === 'date_trunc' && isPeriod(list(call, 'args')[1], read)
  const names = columnNames(value)
  return names !== null && read(names)?.isPeriod === true
}
