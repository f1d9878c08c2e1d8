import type { AskQuery } from '../../generated/explorer/graphql.ts'
import { formatCell, formatPeriod, type AnswerColumn, type Cell } from '../words/format-value.ts'

export type Answer = NonNullable<AskQuery['metrics']>

/** A column, and its place in each row. */
export interface Placed {
  readonly column: AnswerColumn
  readonly index: number
}

/** The columns of an answer by what they are for a picture. */
export interface AnswerShape {
  readonly period: Placed | null
  /** Whether the period is cut by the bounds of the question. */
  readonly isPartial: Placed | null
  readonly cohort: Placed | null
  /** The axis of a curve: the age of a cohort, or the only dimension of numbers, such as the hours since sign-up. */
  readonly age: Placed | null
  /** How many periods an actor was active: the axis of a distribution. */
  readonly activePeriods: Placed | null
  readonly dimensions: readonly Placed[]
  readonly metrics: readonly Placed[]
  /** The metrics in the period that they are compared with. */
  readonly earlier: readonly Placed[]
}

const keys = ['cohort', 'age', 'active_periods']

export function shapeOf({ columns }: Pick<Answer, 'columns'>): AnswerShape {
  const placed = columns.map((column, index) => ({ column, index }))
  const dimensions = placed.filter(({ column }) => column.kind === 'DIMENSION')
  const named = (name: string) => dimensions.find(({ column }) => column.dimension === name) ?? null
  const cohort = named('cohort')
  const numeric = dimensions.filter(({ column }) => column.type === 'numeric')
  const age = named('age') ?? (cohort === null && numeric.length === 1 ? (numeric[0] ?? null) : null)
  return {
    // of a cohort the period repeats the cohort
    period: cohort === null ? (placed.find(({ column }) => column.kind === 'PERIOD') ?? null) : null,
    isPartial: placed.find(({ column }) => column.kind === 'PARTIAL') ?? null,
    cohort,
    age,
    activePeriods: named('active_periods'),
    dimensions: dimensions.filter((one) => one !== age && !keys.includes(one.column.dimension ?? '')),
    metrics: placed.filter(({ column }) => column.kind === 'METRIC'),
    earlier: placed.filter(({ column }) => column.kind === 'EARLIER'),
  }
}

/** Metrics that share an axis: those of one unit. */
export function byUnit(metrics: readonly Placed[]): readonly (readonly Placed[])[] {
  return [...Map.groupBy(metrics, ({ column }) => `${column.unit ?? ''} ${column.currency ?? ''}`).values()]
}

/** The number of a cell, for its place in a picture; null where there is none. */
export function numberOf(value: Cell | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

/** The values of the dimensions of a row, as a label. */
export function groupOf(row: readonly Cell[], dimensions: readonly Placed[]): string {
  return dimensions
    .map(({ column, index }) => {
      const value = row[index] ?? null
      return value === null ? 'unknown' : formatCell(value, column)
    })
    .join(' · ')
}

/** The labels of the periods of which only a part is counted. */
export function partialLabels(
  { rows }: Answer,
  { period, isPartial }: AnswerShape,
  grain: string | null,
): ReadonlySet<string> {
  if (period === null || isPartial === null) return new Set()
  const cut = rows.filter((row) => row[isPartial.index] === true)
  return new Set(cut.map((row) => formatPeriod(String(row[period.index]), grain)))
}
