import type { Catalog } from '../../../src/catalog/catalog.ts'
import { metricRelations, type MetricRelation } from '../../../src/sql-api/relations/metric-relation.ts'

/** A sum around groups, and the metric of the larger groups, which it must be where it is answered. */
export interface RandomSum {
  readonly sql: string
  readonly plain: string
}

type Pick = <Item>(items: readonly Item[]) => Item | undefined

/** Sums around random groups of all relations with months, in every form that hands values on. */
export function* randomSums(catalog: Catalog, count: number, next: () => number): Generator<RandomSum> {
  const pick: Pick = (items) => items[Math.floor(next() * items.length)]
  const relations = [...metricRelations(catalog).values()].filter(({ grains }) => grains.includes('month'))
  for (let made = 0; made < count; made += 1) yield randomSum(relations[made % relations.length], made, pick)
}

function randomSum(relation: MetricRelation | undefined, made: number, pick: Pick): RandomSum {
  if (relation === undefined) throw new Error('There are no relations.')
  const dimensions = [...relation.columns.values()]
    .filter(({ name, role }) => role === 'dimension' && !/user|email|name/.test(name))
    .map(({ name }) => name)
  const metric = pick(relation.metrics)?.name ?? ''
  const grain = pick(['month', 'quarter', 'year'] as const) ?? 'month'
  const [one, other] = [pick(dimensions), pick(dimensions)]
  const named = (names: readonly (string | undefined)[]) => [
    ...new Set([...names, ...relation.needs].filter((name) => name !== undefined)),
  ]
  const inner = named([grain, one, other])
  const keys = named(pick([[], [grain], [one], [grain, one]]) ?? [])
  const by = (names: readonly string[]) => (names.length === 0 ? '' : ` group by ${names.join(', ')}`)
  const from = `plumbline_metrics.${relation.name} where ${grain} >= '2025-01-01'`
  const groups = `select ${inner.join(', ')}, sum(${metric}) as v from ${from}${by(inner)}`
  const over = keys.length === 0 ? '' : `partition by ${keys.join(', ')}`
  const around = (value: string, source: string) =>
    `select ${[...keys, value].join(', ')} from ${source}${by(keys)}`
  const forms = [
    around('sum(v)', `(${groups}) as t`),
    `with t as (${groups}), u as (select * from t) ${around('sum(v)', 'u')}`,
    around('sum(v * 2) / 2', `(${groups}) as t`),
    around('sum(case when v is not null then v else 0 end)', `(${groups}) as t`),
    around('sum(w)', `(select ${inner.join(', ')}, coalesce(v, 0) + 0 as w from (${groups}) as t) as u`),
    around('sum(v)', `(select distinct ${inner.join(', ')}, ${metric} as v from ${from}) as t`),
    around('sum(v)', `(${groups} order by v desc limit 100000) as t`),
    around('sum(x)', `(${groups}) as t, lateral (select sum(y) as x from (values (t.v)) as w (y)) as l`),
    around('sum((select v))', `(${groups}) as t`),
    `select distinct ${[...keys, `sum(v) over (${over})`].join(', ')} from (${groups}) as t`,
    `select distinct ${[...keys, `sum(sum(${metric})) over (${over})`].join(', ')} from ${from}${by(inner)}`,
  ]
  return { sql: forms[made % forms.length] ?? '', plain: around(`sum(${metric})`, from) }
}
