import fc from 'fast-check'
import { expect } from 'vitest'
import { PlumblineError } from '../../src/errors.ts'
import type { Access } from '../../src/policy/access.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { Warehouse } from '../harness/warehouse.ts'
import { accessTo } from './access-to.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { seasons } from './arbitrary-moment.ts'
import { arbitraryQuery } from './arbitrary-query.ts'
import type { OnEngines } from './both-engines.ts'
import { groupSizesOf, keyOf } from './oracle/small-groups.ts'
import { partsOf } from './oracle/question/rejections.ts'
import type { Query, Value } from './oracle/question/query.ts'

/** A role that sees all accounts, and no values of fewer members. */
const withheldBelow = (minGroupSize: number): Access => {
  const { role, ...access } = accessTo([])
  return { ...access, accounts: null, role: role === null ? null : { ...role, minGroupSize } }
}

/** How much was compared: a product that withholds all, or nothing, is not tested. */
export interface Tally {
  readonly shown: number
  readonly withheld: number
  /** Values whose members were counted by the oracle. */
  readonly counted: number
  /** Totals over withheld values. */
  readonly totals: number
}

/** Asks generated questions with and without a smallest group, and compares the answers with the oracle's members. */
export async function compareSmallGroups(
  onEngines: OnEngines,
  { dataSets, queries: length }: { readonly dataSets: number; readonly queries: number },
): Promise<Tally> {
  const tally = { shown: 0, withheld: 0, counted: 0, totals: 0 }
  const asked = fc.constantFrom(...seasons).chain((season) =>
    fc.record({
      data: arbitraryData(season),
      minimum: fc.constantFrom(2, 3),
      queries: fc.array(arbitraryQuery(season), { minLength: length, maxLength: length, size: 'max' }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(asked, async ({ data, minimum, queries }) => {
      await onEngines(async (given, engine) => {
        const warehouse = await given(data)
        const restricted = warehouse.as(withheldBelow(minimum))
        for (const { having: _having, top: _top, orderBy: _orderBy, ...query } of queries) {
          // conditions, ranks and orders by values select other rows when the values are withheld
          const told = `${engine} with ${String(minimum)} on ${JSON.stringify(query)}`
          const whole = await answerOf(warehouse, query)
          const some = await answerOf(restricted, query)
          if (whole instanceof PlumblineError || some instanceof PlumblineError) {
            expect(some, told).toEqual(whole)
            continue
          }
          const { shown, withheld } = compareRows(whole, some, told)
          tally.shown += shown
          tally.withheld += withheld
          tally.counted += checkSizes(query, data, minimum, whole, some, told)
          tally.totals += checkTotals(some, told)
        }
      })
    }),
    {
      numRuns: dataSets,
      seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_129),
      endOnFailure: true,
    },
  )
  return tally
}

function answerOf(warehouse: Warehouse, query: Query): Promise<MetricsResult | PlumblineError> {
  return warehouse.answer(query as unknown as MetricsRequestInput).catch((error: unknown) => {
    if (error instanceof PlumblineError) return error
    throw new Error(`${JSON.stringify(query)} broke something`, { cause: error })
  })
}

const isValue = ({ kind }: MetricsResult['columns'][number]): boolean =>
  !['period', 'dimension', 'maturity', 'cohorts'].includes(kind)

/** Every value is the same or null, and every row is there. */
function compareRows(whole: MetricsResult, some: MetricsResult, told: string) {
  const tally = { shown: 0, withheld: 0 }
  const compare = (one: readonly (readonly unknown[])[], other: readonly (readonly unknown[])[]) => {
    expect(other.length, told).toBe(one.length)
    for (const [index, row] of one.entries()) {
      for (const [place, column] of whole.columns.entries()) {
        const [right, found] = [row[place], other[index]?.[place]]
        if (right === found) tally.shown += Number(isValue(column) && right !== null)
        else {
          expect(isValue(column) && found === null, `${column.name} of ${told}`).toBe(true)
          tally.withheld += 1
        }
      }
    }
  }
  compare(whole.rows, some.rows)
  compare(whole.totals === null ? [] : [whole.totals], some.totals === null ? [] : [some.totals])
  for (const [index, level] of whole.subtotals.entries())
    compare(level.rows, some.subtotals[index]?.rows ?? [])
  return tally
}

/** Values of fewer members are null; all others are there. */
function checkSizes(
  query: Query,
  data: Parameters<typeof groupSizesOf>[0],
  minimum: number,
  whole: MetricsResult,
  some: MetricsResult,
  told: string,
): number {
  const sizes = new Map((groupSizesOf(data, query) ?? []).map((row) => [row.key, row.sizes]))
  const keys = whole.columns.flatMap(({ kind }, index) =>
    kind === 'period' || kind === 'dimension' ? [index] : [],
  )
  let counted = 0
  for (const [index, row] of whole.rows.entries()) {
    const groups = sizes.get(keyOf(keys.map((key) => row[key] as Value)))
    for (const [place, { name, kind, metric }] of whole.columns.entries()) {
      if (kind !== 'metric' || row[place] === null) continue
      const own = groups?.get(name) ?? sizesByValue(metric ?? '', row[place])
      if (own === null) continue
      counted += 1
      const isSmall = own.some(({ members, unknown }) => members < minimum && (members > 0 || unknown))
      expect(some.rows[index]?.[place], `${name} of ${JSON.stringify(row)}: ${told}`).toBe(
        isSmall ? null : row[place],
      )
    }
  }
  return counted
}

/** Of a number of users, the members are the users. */
function sizesByValue(metric: string, value: unknown) {
  const [part] = partsOf(metric)
  const isOfUsers =
    (part?.kind === 'retention' && part.family === 'user_retention') ||
    (part?.kind === 'distribution' && part.actor === 'user')
  if (!isOfUsers || partsOf(metric).length > 1) return null
  return [{ members: Number(value), unknown: false }]
}

/** No total can be compared with rows of which one is withheld. */
function checkTotals({ columns, rows, totals, subtotals }: MetricsResult, told: string): number {
  let checked = 0
  for (const [place, { name, kind, type }] of columns.entries()) {
    if (kind !== 'metric' || type !== 'bigint') continue
    // the number of a group is never null by itself
    if (!rows.some((row) => row[place] === null)) continue
    if (totals !== null) {
      expect(totals[place], `total of ${name}: ${told}`).toBeNull()
      checked += 1
    }
    for (const { by, rows: level } of subtotals) {
      const keys = columns.flatMap((column, index) =>
        column.kind === 'period' || (column.kind === 'dimension' && isKept(column.dimension ?? '', by))
          ? [index]
          : [],
      )
      const keyIn = (row: readonly unknown[]) => JSON.stringify(keys.map((key) => row[key]))
      const small = new Set(rows.filter((row) => row[place] === null).map(keyIn))
      for (const row of level) {
        if (!small.has(keyIn(row))) continue
        expect(row[place], `subtotal of ${name} by ${by.join(', ')}: ${told}`).toBeNull()
        checked += 1
      }
    }
  }
  return checked
}

const isKept = (dimension: string, by: readonly string[]): boolean =>
  ['cohort', 'age', 'active_periods', ...by].includes(dimension)
