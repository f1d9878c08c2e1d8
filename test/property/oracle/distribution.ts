import { meets } from './question/conditions.ts'
import type { Data } from './data/data.ts'
import type { Fact } from './fact.ts'
import { families } from './families.ts'
import {
  endsInTime,
  frameOf,
  lastPeriod,
  localTime,
  nextPeriod,
  periodOf,
  startsInTime,
  firstPeriod,
} from './question/frame.ts'
import { metricOf } from './formula.ts'
import { groupOf, valuesOf } from './question/grouping.ts'
import { grouped } from './memo.ts'
import type { Query } from './question/query.ts'
import type { Row } from './series.ts'
import type { Settings } from './question/settings.ts'

/** The number of actors that were active in one of the requested periods, in two, and so on. */
export function distributionOf(data: Data, settings: Settings, query: Query): readonly Row[] {
  const frame = frameOf(data, settings, query)
  const by = [...new Set(query.by ?? [])]
  const toGroup = groupOf(by, query.keep)
  const columns = query.metrics.map((asked) => {
    const metric = metricOf(asked.metric)
    if (metric.kind !== 'distribution') throw new Error(`${asked.metric} is no distribution`)
    const conditions = [...(query.where ?? []), ...(asked.where ?? [])]
    const facts: readonly Fact[] = families[metric.family].facts(data, settings)
    const active = facts.flatMap((fact) => {
      const actor = fact[metric.actor] ?? null
      const local = localTime(frame, fact, false)
      const isRequested =
        startsInTime(frame, local, false) &&
        endsInTime(frame, local, false) &&
        conditions.every((condition) => meets(fact.attributes[condition.dimension] ?? null, condition))
      return actor !== null && isRequested
        ? [{ actor, period: periodOf(frame, fact.at, local), group: toGroup(fact.attributes) }]
        : []
    })
    const first = firstPeriod(frame) ?? Math.min(...active.map(({ period }) => period))
    const last = lastPeriod(frame, false)
    let possible = 0
    for (let period = first; period <= last; period = nextPeriod(frame, period)) possible += 1
    const groups = new Map(
      [...grouped(active, ({ group }) => group)].map(([group, members]) => [
        group,
        [...grouped(members, ({ actor }) => actor).values()].map(
          (own) => new Set(own.map(({ period }) => period)).size,
        ),
      ]),
    )
    return { alias: asked.alias ?? asked.metric, possible, groups }
  })
  const keys = new Set(
    columns.flatMap(({ possible, groups }) =>
      (by.length === 0 ? ['[]'] : [...groups.keys()]).flatMap((group) =>
        Array.from({ length: possible }, (_, index) => JSON.stringify([index + 1, group])),
      ),
    ),
  )
  return [...keys]
    .map((key): Row => {
      const [periods, group] = JSON.parse(key) as [number, string]
      return {
        active_periods: periods,
        ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
        ...Object.fromEntries(
          columns.map(({ alias, groups }) => [
            alias,
            (groups.get(group) ?? []).filter((many) => many === periods).length,
          ]),
        ),
      }
    })
    .filter((row) =>
      (query.having ?? []).every((condition) => meets(row[condition.column] ?? null, condition)),
    )
}
