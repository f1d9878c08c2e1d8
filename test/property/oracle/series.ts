import { firstInstant, plus, toDay, wallClock } from './clock.ts'
import { meets } from './conditions.ts'
import type { Data } from './data.ts'
import { evaluate, formulaOf, leavesOf } from './formula.ts'
import { firstPeriod, frameOf, lastPeriod, type Frame } from './frame.ts'
import { groupOf, valuesOf } from './grouping.ts'
import { count, familyOf, range, type Leaf } from './leaf.ts'
import type { Question, Value } from './question.ts'
import type { Settings } from './settings.ts'
import { spanName, type Span } from './span.ts'

export type Row = Readonly<Record<string, Value>>

/** The rows of an answer by period and group, in no order. */
export function seriesOf(data: Data, settings: Settings, question: Question): readonly Row[] {
  const frame = frameOf(data, settings, question)
  const by = [...new Set(question.by ?? [])]
  const toGroup = groupOf(by, question.keep)
  const formulas = question.metrics.map((asked) => ({
    alias: asked.alias ?? asked.metric,
    formula: formulaOf(settings, { ...asked, where: [...(question.where ?? []), ...(asked.where ?? [])] }),
  }))
  const leaves = formulas.flatMap(({ formula }) => leavesOf(formula))
  const counts = new Map(leaves.map((leaf) => [leaf, count(frame, leaf, toGroup)]))
  const seen = [...counts.values()].flatMap((counted) => counted.seen)
  const groups = new Set(by.length === 0 ? ['[]'] : seen.map(({ group }) => group))
  const valueOf = (leaf: Leaf, group: string, period: number) => {
    const counted = counts.get(leaf)
    return counted?.value(counted.groups.get(group) ?? [], period) ?? null
  }
  const first = firstPeriod(frame) ?? Math.min(...seen.map(({ period }) => period))
  const allMonthly = leaves.every((leaf) => familyOf(leaf).isMonthly)
  const periods = range(frame, first, lastPeriod(frame, allMonthly))
  const numbers = (group: string, period: number) =>
    new Map(
      formulas.map(({ alias, formula }) => [
        alias,
        evaluate(formula, (leaf) => valueOf(leaf, group, period)),
      ]),
    )
  const shown = periods.filter((period) => isShown(frame, period))
  return [...groups].flatMap((group) =>
    shown.flatMap((period): Row[] => {
      const now = numbers(group, period)
      const row: Row = {
        ...(frame.grain === null ? {} : { period: written(frame, period) }),
        ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
        ...Object.fromEntries(now),
        ...partsOf(question, formulas, (leaf) => valueOf(leaf, group, period)),
        ...compared(frame, now, (span) => {
          const earlier = before(frame, period, span)
          return periods.includes(earlier) ? numbers(group, earlier) : null
        }),
      }
      return (question.having ?? []).every((condition) => meets(row[condition.column] ?? null, condition))
        ? [row]
        : []
    }),
  )
}

function isShown({ shownFrom, grain, settings }: Frame, period: number): boolean {
  if (shownFrom === null || grain === null) return true
  return period >= (grain === 'hour' ? firstInstant(shownFrom, settings.zone) : shownFrom)
}

function written({ grain }: Frame, period: number): string {
  return grain === 'hour' ? new Date(period).toISOString().replace('.000Z', 'Z') : toDay(period)
}

function partsOf(
  { parts }: Question,
  formulas: readonly { alias: string; formula: ReturnType<typeof formulaOf> }[],
  valueOf: (leaf: Leaf) => number | null,
): Row {
  if (parts !== true) return {}
  return Object.fromEntries(
    formulas.flatMap(({ alias, formula }) =>
      formula.kind === 'ratio'
        ? [
            [`${alias}.numerator`, evaluate(formula.numerator, valueOf)],
            [`${alias}.denominator`, evaluate(formula.denominator, valueOf)],
          ]
        : [],
    ),
  )
}

/** The same group so long before; of what lies before everything known, nothing is known. */
function compared(
  { comparisons }: Frame,
  now: ReadonlyMap<string, number | null>,
  earlier: (span: Span) => ReadonlyMap<string, number | null> | null,
): Row {
  return Object.fromEntries(
    comparisons.flatMap((span) =>
      [...now].flatMap(([alias, value]) => {
        const then = earlier(span)?.get(alias) ?? null
        const change = value === null || then === null ? null : value - then
        return [
          [`${alias}.${spanName(span)}_ago`, then],
          [`${alias}.${spanName(span)}_change`, change],
          [
            `${alias}.${spanName(span)}_growth`,
            change === null || then === null || then <= 0 ? null : change / then,
          ],
        ]
      }),
    ),
  )
}

function before({ grain, settings }: Frame, period: number, { count: many, unit }: Span): number {
  if (grain !== 'hour') return plus(period, -many, unit)
  if (unit === 'hour') return period - many * 3_600_000
  const local = plus(wallClock(period, settings.zone), -many, unit)
  const guess = local - (wallClock(period, settings.zone) - period)
  return guess - (wallClock(guess, settings.zone) - local)
}
