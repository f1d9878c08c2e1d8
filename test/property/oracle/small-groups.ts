import { count, firstFactOf, range, type BaseMetric } from './base-metric.ts'
import type { Data } from './data/data.ts'
import type { Fact } from './fact.ts'
import type { FamilyName } from './families.ts'
import { baseMetricsOf, formulaOf } from './formula.ts'
import { firstPeriod, frameOf, lastPeriod } from './question/frame.ts'
import { groupOf, valuesOf } from './question/grouping.ts'
import { toDay } from './question/clock.ts'
import type { Query, Value } from './question/query.ts'
import { partsOf } from './question/rejections.ts'
import { settingsOf } from './question/settings.ts'

/** The person or the account behind a fact, in the families where this is known here. */
const memberOf: Partial<Record<FamilyName, (fact: Fact) => Value>> = {
  engagement: ({ user }) => user ?? null,
  signups: ({ user }) => user ?? null,
  activation: ({ user }) => user ?? null,
  ...Object.fromEntries(
    (
      [
        'account_activation',
        'account_health',
        'account_signups',
        'annual_revenue',
        'free_to_paid',
        'health_components',
        'limit_crossings',
        'qualification',
        'restatements',
        'revenue',
        'revenue_retention',
        'usage_limits',
        'workspace_activation',
        'workspace_signups',
      ] satisfies FamilyName[]
    ).map((family) => [family, ({ attributes }: Fact) => attributes['account'] ?? null]),
  ),
}

/** How many members are behind a value, for each of its base metrics; `unknown`: rows without a member count, too. */
export interface GroupSize {
  readonly members: number
  readonly unknown: boolean
}

/** The sizes of the groups behind the values of one row. */
export interface RowGroups {
  /** The period and the dimensions, as text. */
  readonly key: string
  readonly sizes: ReadonlyMap<string, readonly GroupSize[]>
}

/** The key of a row with these values of its period and its dimensions. */
export const keyOf = (values: readonly (Value | undefined)[]): string =>
  JSON.stringify(values.map((value) => (value === null || value === undefined ? null : String(value))))

/**
 * The number of members behind every value of a time series: a fact is behind a value when it has one by itself. Null
 * for questions about other shapes and other families, and for states of accounts, in which a fact has none by itself.
 */
export function groupSizesOf(data: Data, query: Query): readonly RowGroups[] | null {
  const settings = settingsOf(data, query)
  const parts = query.metrics.flatMap(({ metric }) => partsOf(metric))
  const isKnown = parts.every(
    (part) =>
      memberOf[part.family] !== undefined &&
      (part.kind === 'facts' ||
        part.kind === 'balance' ||
        part.kind === 'trailing' ||
        (part.kind === 'lifecycle' && part.actor === 'user')),
  )
  if (settings === null || !isKnown || query.grain === 'hour') return null
  const frame = frameOf(data, settings, query)
  const by = [...new Set(query.by ?? [])]
  const columns = query.metrics.map((asked) => ({
    alias: asked.alias ?? asked.metric,
    baseMetrics: baseMetricsOf(
      formulaOf(settings, { ...asked, where: [...(query.where ?? []), ...(asked.where ?? [])] }),
    ).map((baseMetric) => ({ baseMetric, counts: count(frame, baseMetric, groupOf(by, query.keep)) })),
  }))
  const all = columns.flatMap(({ baseMetrics }) => baseMetrics)
  const starts = all.map(({ baseMetric }) => firstFactOf(frame, baseMetric).period).filter(Number.isFinite)
  const first = firstPeriod(frame) ?? Math.min(...starts)
  const periods = starts.length === 0 ? [] : range(frame, first, lastPeriod(frame, false))
  const groups = new Set(all.flatMap(({ counts }) => [...counts.groups.keys()]))
  return periods.flatMap((period) =>
    [...groups].map((group): RowGroups => ({
      key: keyOf([...(frame.grain === null ? [] : [toDay(period)]), ...valuesOf(group)]),
      sizes: new Map(
        columns.map(({ alias, baseMetrics }) => [
          alias,
          baseMetrics.map(({ baseMetric, counts }) =>
            sizeOf(baseMetric, counts.groups.get(group) ?? [], (facts) =>
              counts.value(facts as Parameters<typeof counts.value>[0], period),
            ),
          ),
        ]),
      ),
    })),
  )
}

function sizeOf(
  { metric }: BaseMetric,
  facts: readonly Fact[],
  value: (facts: readonly Fact[]) => number | null,
): GroupSize {
  // a state of a user is what all its facts together say
  const pieces =
    metric.kind === 'lifecycle'
      ? [...new Set(facts.map(({ user }) => user))].map((user) => facts.filter((fact) => fact.user === user))
      : facts.map((fact) => [fact])
  const isMean = value([]) === null
  const behind = pieces.filter((piece) => {
    const own = value(piece)
    return own !== null && (isMean || own !== 0)
  })
  const toMember = memberOf[metric.family]
  const members = behind.flatMap(([fact]) => (fact === undefined ? [] : [toMember?.(fact) ?? null]))
  const known = members.filter((member) => member !== null)
  return { members: new Set(known).size, unknown: known.length < members.length }
}
