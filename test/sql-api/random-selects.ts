import type { Catalog } from '../../src/catalog/catalog.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { metricRelations, type MetricRelation } from '../../src/sql-api/relations/metric-relation.ts'

/** A select and the question that it asks. */
export interface RandomSelect {
  readonly sql: string
  readonly request: MetricsRequestInput
}

/** Ways to write the same question. */
const styles = ['grouped', 'implicit', 'nested', 'common table', 'truncated'] as const

/** Random selects over all families, the same for the same seed. */
export function* randomSelects(catalog: Catalog, count: number, seed: number): Generator<RandomSelect> {
  const relations = [...metricRelations(catalog).values()]
  const next = randomNumbers(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item
  for (let made = 0; made < count; made += 1) {
    const relation = relations[made % relations.length] as MetricRelation
    yield randomSelect(relation, pick, next)
  }
}

function randomSelect(
  relation: MetricRelation,
  pick: <Item>(items: readonly Item[]) => Item,
  next: () => number,
): RandomSelect {
  const columns = [...relation.columns.values()]
  const dimensions = columns.filter(({ role }) => role === 'dimension').map(({ name }) => name)
  const cells = columns.filter(({ role }) => role === 'cell').map(({ name }) => name)
  const metrics = [...new Set([pick(relation.metrics).name, pick(relation.metrics).name])]
  const by = [
    ...new Set([...relation.needs, ...(next() < 0.6 && dimensions.length > 0 ? [pick(dimensions)] : [])]),
  ]
  const style = pick(styles)
  // a day for each day of years is a lot of rows
  const grains = relation.grains.filter((grain) => grain !== 'day')
  const grain = grains.length > 0 && (next() < 0.7 || style === 'truncated') ? pick(grains) : null
  const bound = pick(['both', 'from', 'to'] as const)
  const year = next() < 0.4 && relation.grains.includes('month') ? '2025' : null
  const filtered =
    next() < 0.4
      ? dimensions.find((name) => ['industry', 'country', 'origin_motion'].includes(name))
      : undefined
  const value = pick(['finance', 'US', 'PLG', 'software', 'education'])
  const other = dimensions.find((name) => ['plan', 'account_kind', 'icp_segment'].includes(name))
  const isJoined = filtered !== undefined && other !== undefined && next() < 0.5
  // bounds within months, or within quarters where facts are those of months
  const isCut = year !== null && next() < 0.5
  const [first, last] = !isCut
    ? ['2025-01-01', '2025-06-30']
    : relation.grains.includes('day')
      ? ['2025-01-10', '2025-06-20']
      : ['2025-02-01', '2025-05-31']
  const isMarked = grain !== null && next() < 0.5
  const request: MetricsRequestInput = {
    metrics,
    by,
    ...(grain === null ? {} : { grain, partial: 'keep' }),
    ...(year === null || bound === 'to' ? {} : { from: first }),
    ...(year === null || bound === 'from' ? {} : { to: last }),
    ...(filtered === undefined
      ? {}
      : {
          where: isJoined
            ? [
                {
                  anyOf: [
                    { dimension: filtered, operator: 'eq', value },
                    { dimension: other, operator: 'isNull', value: true },
                  ],
                },
              ]
            : [
                { dimension: filtered, operator: 'ne', value },
                { dimension: filtered, operator: 'isNull', value: false },
              ],
        }),
  }
  const finest = relation.grains[0] ?? 'day'
  const period = style === 'truncated' && grain !== null ? `date_trunc('${grain}', ${finest})::date` : grain
  const marked = isMarked ? ['is_partial'] : []
  const keys = [...(period === null ? [] : [period]), ...marked, ...cells, ...by]
  const conditions = [
    ...(filtered === undefined
      ? []
      : [
          isJoined ? `not (${filtered} <> '${value}' and ${other} is not null)` : `${filtered} <> '${value}'`,
        ]),
    ...(year === null
      ? []
      : [
          bound === 'to'
            ? `${finest} <= '${last}'`
            : bound === 'from'
              ? `${finest} >= date '${first}'`
              : `${finest} between '${first}' and '${last}'`,
        ]),
  ]
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
  const group = keys.length === 0 ? '' : ` group by ${keys.map((_, index) => index + 1).join(', ')}`
  const list = (aggregate: boolean) =>
    [...keys, ...metrics.map((name) => (aggregate ? `sum(${name})` : name))].join(', ')
  const from = `plumbline_metrics.${relation.name}`
  const inner = [
    ...new Set([
      ...(grain === null ? [] : [style === 'truncated' ? finest : grain]),
      ...marked,
      ...cells,
      ...by,
      ...metrics,
    ]),
  ].join(', ')
  const sql = {
    grouped: `select ${list(true)} from ${from}${where}${group}`,
    implicit: `select ${list(false)} from ${from}${where}`,
    nested: `select ${list(true)} from (select ${inner} from ${from}${where}) as source${group}`,
    'common table': `with source as (select ${inner} from ${from}${where}) select ${list(true)} from source${group}`,
    truncated: `select ${list(true)} from ${from}${where}${group}`,
  }[style]
  return { sql, request }
}

/** Numbers from 0 to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
