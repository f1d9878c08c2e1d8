import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { filtered } from '../../sql/filter.ts'
import { sql, type Sql } from '../../sql/text/fragment.ts'
import { code, condition } from '../formula-text.ts'
import { series, wholeRows, type Kind } from '../kind.ts'

/** The defaults of aggregates of rows: all aggregates of the same rows are computed in one pass. */
export const aggregate = { ...series, isRecomputable: true, isOnePass: () => true } as const

/** The number of rows, or of rows with a value. */
export const count: Kind<HeaderOf<'count'>> = {
  ...aggregate,
  description: 'The number of rows.',
  formula: ({ expression, where }) =>
    `\`count\` of ${expression === undefined ? 'rows' : code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    isAdditive: () => true,
    empty: () => 'zero',
    contributing: ({ header: { expression, where } }) => [
      ...(expression === undefined ? [] : [sql`(${sql.raw(expression)}) is not null`]),
      ...meeting(where),
    ],
    measure: ({ header: { expression = '*', where } }) => filtered(sql`count(${sql.raw(expression)})`, where),
  },
}

/** The sum of an expression. */
export const sum: Kind<HeaderOf<'sum'>> = {
  ...aggregate,
  description: 'The sum of a value.',
  formula: ({ expression, where }) => `\`sum\` of ${code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    isAdditive: () => true,
    empty: () => 'zero',
    contributing: ({ header }) => rowsNotZero(header),
    measure: ({ header: { expression, where } }) => filtered(sql`sum(${sql.raw(expression)})`, where),
  },
}

/** The mean of an expression. */
export const avg: Kind<HeaderOf<'avg'>> = {
  ...aggregate,
  description: 'The mean of a value.',
  isFractional: true,
  formula: ({ expression, where }) => `\`avg\` of ${code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    contributing: ({ header }) => rowsWithValue(header),
    measure: ({ header: { expression, where } }) => filtered(sql`avg(${sql.raw(expression)})`, where),
  },
}

/** The smallest value of an expression. */
export const min: Kind<HeaderOf<'min'>> = {
  ...aggregate,
  description: 'The smallest value.',
  formula: ({ expression, where }) => `\`min\` of ${code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    contributing: ({ header }) => rowsWithValue(header),
    measure: ({ header: { expression, where } }) => filtered(sql`min(${sql.raw(expression)})`, where),
  },
}

/** The largest value of an expression. */
export const max: Kind<HeaderOf<'max'>> = {
  ...aggregate,
  description: 'The largest value.',
  formula: ({ expression, where }) => `\`max\` of ${code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    contributing: ({ header }) => rowsWithValue(header),
    measure: ({ header: { expression, where } }) => filtered(sql`max(${sql.raw(expression)})`, where),
  },
}

/** A percentile of an expression. */
export const percentile: Kind<HeaderOf<'percentile'>> = {
  ...aggregate,
  description: 'A percentile of a value.',
  isFractional: true,
  formula: ({ interpolation, percentile: share, expression, where }) =>
    `the ${interpolation} percentile ${String(share)} of ${code(expression)}${condition(where)}`,
  maturity: maturityOfRows,
  rows: {
    ...wholeRows,
    contributing: ({ header }) => rowsWithValue(header),
    measure: ({ header: { interpolation, percentile: share, expression, where } }) => {
      const level = sql.lit(share)
      const of =
        interpolation === 'continuous' ? sql`percentile_cont(${level})` : sql`percentile_disc(${level})`
      return filtered(sql`${of} within group (order by ${sql.raw(expression)})`, where)
    },
  },
}

/** An expression over rows, and the condition on these rows. */
interface Expression {
  readonly expression: string
  readonly where?: string | undefined
}

/** The rows with a value. */
export function rowsWithValue({ expression, where }: Expression): readonly Sql[] {
  return [sql`(${sql.raw(expression)}) is not null`, ...meeting(where)]
}

/** The rows that change a sum. */
export function rowsNotZero({ expression, where }: Expression): readonly Sql[] {
  return [sql`(${sql.raw(expression)}) <> 0`, ...meeting(where)]
}

function meeting(where: string | undefined): readonly Sql[] {
  return where === undefined ? [] : [sql`(${sql.raw(where)})`]
}

function maturityOfRows({ immature }: { readonly immature?: string | undefined }) {
  return immature === undefined ? null : ({ kind: 'rows', condition: immature } as const)
}
