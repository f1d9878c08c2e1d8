import { joined } from './cohorts.ts'
import { meets } from '../question/conditions.ts'
import { toDay } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { cashPaybackFacts, paybackFacts } from './acquisition.ts'
import type { Fact } from '../fact.ts'
import { metricOf } from '../formula.ts'
import { endsInTime, frameOf, partialOf, periodOf, startsInTime } from '../question/frame.ts'
import { groupOf, valuesOf } from '../question/grouping.ts'
import { grouped } from '../memo.ts'
import type { Query } from '../question/query.ts'
import type { Row } from '../series.ts'
import type { Settings } from '../question/settings.ts'
import { money } from '../money/subscriptions.ts'

/** The month in which each cohort's gross profit reached its acquisition cost. */
export function paybackOf(data: Data, settings: Settings, query: Query): readonly Row[] {
  const grain = query.grain ?? 'month'
  const frame = frameOf(data, settings, { ...query, grain })
  const by = query.by ?? []
  const toGroup = groupOf(by, query.keep)
  const inTime = (facts: readonly Fact[]) =>
    facts
      .filter(({ at }) => startsInTime(frame, at, true) && endsInTime(frame, at, true))
      .map((fact) => ({
        ...fact,
        key: JSON.stringify([periodOf(frame, fact.at, fact.at), toGroup(fact.attributes)]),
      }))
  const factsOf = {
    payback: inTime(paybackFacts(data, settings)),
    cash_payback: inTime(cashPaybackFacts(data, settings)),
  }
  const columns = query.metrics.map((asked) => {
    const conditions = [...(query.where ?? []), ...(asked.where ?? [])]
    const metric = metricOf(asked.metric)
    const isCash = metric.kind === 'payback' && metric.family === 'cash_payback'
    const own = factsOf[isCash ? 'cash_payback' : 'payback'].filter(({ attributes }) =>
      conditions.every((condition) => meets(attributes[condition.dimension] ?? null, condition)),
    )
    const isMonths = metric.kind === 'payback' && metric.measure === 'months'
    return { alias: asked.alias ?? asked.metric, isMonths, cohorts: grouped(own, ({ key }) => key) }
  })
  const keys = new Set(columns.flatMap(({ cohorts }) => [...cohorts.keys()]))
  return [...keys].flatMap((key): Row[] => {
    const [cohort, group] = JSON.parse(key) as [number, string]
    const row: Row = {
      ...(query.grain === undefined ? {} : { period: toDay(cohort) }),
      cohort: toDay(cohort),
      ...partialOf(frame, cohort),
      ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
      ...joined(
        columns.map(({ alias, isMonths, cohorts }): Row => {
          const own = cohorts.get(key)
          const found = own === undefined ? null : recovery(own)
          const maturity = found === null ? null : found.hasPaidBack ? 'COMPLETE' : 'PARTIAL'
          return {
            [alias]: isMonths ? (found?.months ?? null) : (found?.share ?? null),
            ...(query.parts === true ? { [`${alias}.maturity`]: maturity } : {}),
          }
        }),
      ),
    }
    return (query.having ?? []).every((condition) => meets(row[condition.column] ?? null, condition))
      ? [row]
      : []
  })
}

/** The first age at which the cumulative profit reached the cost; within an age, profit accrues evenly. */
function recovery(facts: readonly Fact[]): {
  readonly months: number | null
  readonly share: number | null
  readonly hasPaidBack: boolean
} {
  const total = (of: readonly Fact[], name: 'cost' | 'profit') =>
    money(of.reduce((sum, { numbers }) => sum + (numbers?.[name] ?? 0), 0))
  const cost = total(facts, 'cost')
  const ages = [...grouped(facts, ({ numbers }) => numbers?.['age'] ?? 0)].sort(([a], [b]) => a - b)
  let soFar = 0
  let months: number | null = null
  for (const [age, group] of ages) {
    const profit = total(group, 'profit')
    const before = soFar
    soFar = money(soFar + profit)
    if (soFar < cost || months !== null) continue
    months = before >= cost ? age : age + (cost - before) / profit
  }
  return {
    months,
    share: cost === 0 ? null : total(facts, 'profit') / cost,
    hasPaidBack: months !== null,
  }
}
