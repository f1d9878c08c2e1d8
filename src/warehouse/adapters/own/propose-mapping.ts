import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import type { FoundColumn, FoundTable } from './found-table.ts'
import { noAssumptions, type Assumptions } from './assumptions.ts'
import { completeColumns } from './complete-columns.ts'
import { plainName } from './plain-name.ts'
import type { ProposedColumn } from './proposed-column.ts'
import { isDay, recognizeType } from './recognize-type.ts'
import type { Unread } from './unread.ts'
import { synonyms } from './synonyms.ts'

/** A table of the contract, and the own table that it can be made of. */
export interface ProposedTable {
  readonly table: string
  readonly from: FoundTable
  readonly columns: readonly ProposedColumn[]
  /** Required columns for which nothing was found: the table cannot be made without them. */
  readonly missing: readonly string[]
  /** Columns whose names fit and whose values are not read. */
  readonly unread: readonly UnreadColumn[]
}

/** A column that would make one of the contract, and why it does not. */
export interface UnreadColumn extends Unread {
  readonly column: string
  readonly from: FoundColumn
}

/**
 * Proposes for each table of the contract the own table whose columns fit best, by names and values. A proposal without
 * a required column is listed, so that its author sees what is missing.
 *
 * @param assumptions what the files do not say, as the caller declares it
 */
export function proposeMapping(
  sources: ReadonlyMap<string, SourceTable>,
  found: readonly FoundTable[],
  assumptions: Assumptions = noAssumptions,
): readonly ProposedTable[] {
  return [...sources.values()].flatMap((target) => {
    const candidates = found
      .map((from) => ({ ...propose(target, from, assumptions), score: scoreOf(target, from, assumptions) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
    const [best] = candidates
    if (best === undefined) return []
    const { score: _score, ...proposal } = best
    return proposal
  })
}

/** A name of the contract counts twice; without its name, a table needs all required columns under telling names. */
function scoreOf(target: SourceTable, from: FoundTable, assumptions: Assumptions): number {
  const { columns, missing, unread } = propose(target, from, assumptions)
  // a column that is there and not read is named, so its table is proposed
  const lacking = missing.filter((name) => !unread.some(({ column }) => column === name))
  const isNamed = areNamesAlike(target.name, from.name)
  const exact = columns.filter(({ column, from: of }) => of !== null && plainName(of.name) === column).length
  if (!isNamed && (lacking.length > 0 || exact < target.key.length + 1)) return 0
  if (isNamed && columns.length + unread.length < 2) return 0
  return (isNamed ? 100 : 0) + 10 * exact + columns.length - 20 * missing.length
}

function propose(target: SourceTable, from: FoundTable, assumptions: Assumptions): ProposedTable {
  const found = target.columns.flatMap((column) => proposeColumn(target, column, from, assumptions) ?? [])
  const proposed = found.filter((one): one is ProposedColumn => !('reason' in one))
  const columns = completeColumns(target.name, proposed, assumptions)
  const names = new Set(columns.map(({ column }) => column))
  return {
    table: target.name,
    from,
    columns,
    missing: target.columns
      .filter(({ name, required }) => required && !names.has(name))
      .map(({ name }) => name),
    unread: found.filter((one) => 'reason' in one),
  }
}

/** The first of its names that can be read, else why the first of them cannot. */
function proposeColumn(
  target: SourceTable,
  column: SourceColumn,
  from: FoundTable,
  assumptions: Assumptions,
): ProposedColumn | UnreadColumn | null {
  let unread: UnreadColumn | null = null
  const isKey = target.key.length === 1 && target.key[0] === column.name
  const names = [column.name, ...(isKey ? ['id'] : []), ...(synonyms[column.name] ?? [])]
  for (const name of names)
    for (const suffix of ['', ...(column.type === 'numeric' ? ['_cents', '_minor', '_in_cents'] : [])]) {
      const own = from.columns.find((one) => plainName(one.name) === `${name}${suffix}`)
      // an optional column is not guessed from one that has its own meaning
      if (
        own === undefined ||
        (!column.required &&
          target.columns.some((other) => other.name !== column.name && other.name === name))
      )
        continue
      const type = recognizeType(own, column.type, assumptions)
      if (typeof type !== 'string') {
        unread ??= { column: column.name, from: own, reason: type.reason }
        continue
      }
      if (!areAllowed(own, column)) continue
      const expression = expressionOf(own, column, suffix !== '', assumptions)
      return { column: column.name, from: own, type, expression }
    }
  return unread
}

function areAllowed({ samples }: FoundColumn, { values }: SourceColumn): boolean {
  return (
    values === null || samples.every((sample) => values.includes(intervalOf(sample) ?? sample.toLowerCase()))
  )
}

function expressionOf(
  own: FoundColumn,
  { name, values, type }: SourceColumn,
  isMinor: boolean,
  { timeZone, calendarZone }: Assumptions,
): string {
  const column = `rows."${own.name}"`
  if (isMinor) return `${column} / 100`
  // read in the zone of times, a day begins in that of the calendar
  if (type === 'timestamptz' && timeZone !== calendarZone && isDay(own))
    return `(${column} at time zone '${timeZone}') at time zone '${calendarZone}'`
  if (type === 'bigint') return `${column}::bigint`
  if (name === 'interval')
    return `case lower(${column})${Object.entries(intervals)
      .map(([written, interval]) => ` when '${written}' then '${interval}'`)
      .join('')} end`
  return values === null ? column : `lower(${column})`
}

const intervals: Readonly<Record<string, string>> = {
  day: 'day',
  daily: 'day',
  week: 'week',
  weekly: 'week',
  month: 'month',
  monthly: 'month',
  quarter: 'quarter',
  quarterly: 'quarter',
  year: 'year',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
}

function intervalOf(written: string): string | undefined {
  return intervals[written.toLowerCase()]
}

function areNamesAlike(table: string, own: string): boolean {
  const words = (name: string) =>
    plainName(name)
      .split('_')
      .map((word) => word.replace(/s$/, ''))
  const [wanted, written] = [words(table), words(own)]
  return wanted.some((word) => written.includes(word) && word.length > 3)
}
