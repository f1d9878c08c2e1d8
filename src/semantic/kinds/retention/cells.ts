import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { Cte } from '../../sql/cte.ts'
import { dimensionColumns, type AggregationContext } from '../../sql/from-clause.ts'
import { distinctMembers, membersColumns } from '../../sql/members.ts'
import { unionAll, type Join, type Query, type Source } from '../../sql/select.ts'
import { as, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import type { KindContext } from '../kind.ts'
import { maturityColumn } from '../maturity.ts'
import { isOver, oldestAge } from './clock.ts'
import { memberOfEntry, type RetentionRules } from './rules.ts'

/** From entries and returns to cells: the retained number or amount of each cohort at each age. */
export function cellCtes(
  context: KindContext<HeaderOf<'retention'>>,
  rules: RetentionRules,
  name: (part: string) => string,
): readonly Cte[] {
  const { aggregation } = context
  const keys = [sql`cohort`, ...dimensionColumns(aggregation)]
  return [
    ...(rules.criterion === 'bracket' ? [bracketCte(rules, name('brackets'))] : []),
    countCte(rules, keys, name),
    gridCte(context, rules, keys, name),
    cellCte(rules, keys, name),
    resultCte(context, rules, keys, name),
  ]
}

/**
 * The summed amounts: the number of actors or, with weights, the weights, uncapped and capped at the initial weight; and
 * the number of members, where values of few members are withheld.
 */
function amounts({ weight, member, criterion }: RetentionRules): readonly Amount[] {
  const counted =
    weight === null
      ? [{ name: 'actors', sum: 'count(*)', size: 'size' }]
      : [
          { name: 'amount', sum: 'sum(weight)', size: 'size' },
          { name: 'capped_amount', sum: 'sum(least(weight, started_weight))', size: 'size' },
        ]
  if (member === null) return counted
  // like an actor, a member counts at its last age, and by the running sum at all ages before
  const atLast = criterion === 'on_or_after' ? ' filter (where age = last_age_of_member)' : ''
  return [...counted, { name: 'members', sum: `count(distinct member)${atLast}`, size: 'members_of_size' }]
}

interface Amount {
  readonly name: string
  /** The amount of some returns. */
  readonly sum: string
  /** The column with the amount of the whole cohort. */
  readonly size: string
}

function bracketCte({ brackets }: RetentionRules, name: string): Cte {
  const rows = brackets.map(({ first, last }) => sql`(${sql.lit(first)}, ${sql.lit(last)})`)
  return {
    name,
    comment: 'Each bracket of ages, identified by its first age.',
    body: {
      columns: [sql`age`, sql`last_age`],
      from: sql`(values ${concatSql(rows)}) as brackets (age, last_age)`,
    },
  }
}

const countComments = {
  on: 'Returns at each age.',
  on_or_after: 'Last returns at each age.',
  bracket: 'Returns at any age of each bracket.',
} as const

function countCte(rules: RetentionRules, keys: readonly Sql[], name: (part: string) => string): Cte {
  return {
    name: name('counts'),
    comment: countComments[rules.criterion],
    body: {
      columns: [...keys, sql`age`, ...amounts(rules).map((amount) => as(sql.raw(amount.sum), amount.name))],
      from: countedReturns(rules, keys, name),
      groupBy: [...keys, sql`age`],
    },
  }
}

/** The returns that count, each at its age. */
function countedReturns(rules: RetentionRules, keys: readonly Sql[], name: (part: string) => string): Source {
  const { criterion, ageZero } = rules
  const returns = sql.raw(name('returns'))
  const member = memberOfEntry(rules)
  const actor = [...keys, sql`actor`, ...member]
  const ofMember = concatSql([...keys, ...member])
  switch (criterion) {
    case 'on':
      return returns
    case 'on_or_after':
      return {
        query: {
          columns: [
            ...actor,
            sql`max(age) as age`,
            ...member.map(() => sql`max(max(age)) over (partition by ${ofMember}) as last_age_of_member`),
          ],
          from: returns,
          groupBy: actor,
        },
        as: sql`last_returns`,
      }
    case 'bracket': {
      const within: Query = {
        distinct: true,
        columns: [...actor, sql`brackets.age`],
        from: sql`${returns} as returns`,
        joins: [
          {
            how: 'inner join',
            source: sql.raw(`${name('brackets')} as brackets`),
            on: [sql`returns.age >= brackets.age`, sql`returns.age <= brackets.last_age`],
          },
        ],
      }
      const atStart: Query = {
        distinct: true,
        columns: [...actor, sql`age`],
        from: returns,
        where: [sql`age = 0`],
      }
      return { query: unionAll(ageZero === 'returned' ? [within, atStart] : [within]), as: sql`bracketed` }
    }
  }
}

function gridCte(
  context: AggregationContext,
  rules: RetentionRules,
  keys: readonly Sql[],
  name: (part: string) => string,
): Cte {
  const lastAge = rules.criterion === 'bracket' ? sql`last_age` : sql`age`
  // each group has its own clock, so that its values do not depend on other groups
  const starts =
    rules.rollingDays === null
      ? []
      : [sql`min(started_at) as first_start`, sql`max(started_at) as last_start`]
  const sizes = [
    rules.weight === null ? sql`count(*) as size` : sql`sum(started_weight) as size`,
    ...memberOfEntry(rules).map(() => sql`${distinctMembers} as members_of_size`),
  ]
  return {
    name: name('grid'),
    comment: 'Every cohort at every started age.',
    body: {
      columns: [...keys, ...sizeColumns(rules), sql`age`, as(isOver(context, rules, lastAge), 'is_over')],
      from: {
        query: { columns: [...keys, ...sizes, ...starts], from: sql.raw(name('entries')), groupBy: keys },
        as: sql`sizes`,
      },
      joins: [agesJoin(rules, oldestAge(context, rules), name)],
    },
  }
}

/** The columns with the amounts of the whole cohort. */
function sizeColumns(rules: RetentionRules): readonly Sql[] {
  return [...new Set(amounts(rules).map(({ size }) => size))].map(sql.raw)
}

/** Each age up to the oldest one, or each started bracket. */
function agesJoin({ criterion }: RetentionRules, oldest: Sql, name: (part: string) => string): Join {
  if (criterion !== 'bracket')
    return { how: 'cross join lateral', source: sql`generate_series(0, ${oldest}) as ages (age)` }
  return {
    how: 'inner join',
    source: {
      query: unionAll([
        { columns: [sql`0 as age`, sql`0 as last_age`] },
        { columns: [sql`age`, sql`last_age`], from: sql.raw(name('brackets')) },
      ]),
      as: sql`ages`,
    },
    on: [sql`ages.age <= ${oldest}`],
  }
}

function cellCte(rules: RetentionRules, keys: readonly Sql[], name: (part: string) => string): Cte {
  const own = amounts(rules).map((amount) => sql.raw(amount.name))
  const sizes = sizeColumns(rules)
  return {
    name: name('cells'),
    comment:
      rules.ageZero === 'returned'
        ? 'The retained amount, by returns at age 0 too.'
        : 'The retained amount: at age 0 the whole cohort, later by returns.',
    body: {
      columns: [
        ...keys,
        sql`age`,
        ...sizes,
        sql`is_over`,
        ...amounts(rules).map((amount) => as(retainedAmount(rules, keys, amount), `retained_${amount.name}`)),
      ],
      from: {
        query: {
          columns: [
            ...keys,
            sql`age`,
            ...sizes.map((size) => sql`max(${size}) as ${size}`),
            sql`bool_or(is_over) as is_over`,
            ...own.map((column) => sql`sum(${column}) as ${column}`),
          ],
          from: {
            query: unionAll([
              {
                columns: [
                  ...keys,
                  sql`age`,
                  ...sizes,
                  sql`is_over`,
                  ...own.map((column) => sql`0 as ${column}`),
                ],
                from: sql.raw(name('grid')),
              },
              {
                columns: [
                  ...keys,
                  sql`age`,
                  ...sizes.map((size) => sql`null as ${size}`),
                  sql`null as is_over`,
                  ...own,
                ],
                from: sql.raw(name('counts')),
              },
            ]),
            as: sql`grid_and_counts`,
          },
          groupBy: [...keys, sql`age`],
        },
        as: sql`counted`,
      },
    },
  }
}

function retainedAmount(
  { criterion, ageZero }: RetentionRules,
  keys: readonly Sql[],
  { name, size }: Amount,
): Sql {
  const amount = sql.raw(name)
  const returned =
    criterion === 'on_or_after'
      ? sql`sum(${amount}) over (partition by ${concatSql(keys)} order by age desc)`
      : amount
  return ageZero === 'returned' ? returned : sql`case when age = 0 then ${sql.raw(size)} else ${returned} end`
}

function resultCte(
  { aggregation, baseMetrics }: KindContext<HeaderOf<'retention'>>,
  rules: RetentionRules,
  keys: readonly Sql[],
  name: (part: string) => string,
): Cte {
  const valueOf = ({ measure }: HeaderOf<'retention'>, amount: string, size: string) => {
    const retained = sql.raw(`retained_${amount}`)
    return measure === 'retained' ? retained : baseOf(rules, keys, retained, sql.raw(size))
  }
  return {
    name: aggregation.name,
    // returns at the first instant of an age that has not started count for all earlier ages
    comment:
      rules.criterion === 'bracket'
        ? 'A cell is complete when the last age of its bracket has ended for the whole cohort.'
        : 'A cell is complete when its age has ended for the whole cohort.',
    body: {
      columns: [
        sql`cohort as period_start`,
        sql`age`,
        ...dimensionColumns(aggregation),
        ...baseMetrics.map(({ column, header }) => {
          const amount = rules.weight === null ? 'actors' : header.capped ? 'capped_amount' : 'amount'
          return as(valueOf(header, amount, 'size'), column)
        }),
        ...membersColumns(rules.member, baseMetrics, ({ header }) =>
          valueOf(header, 'members', 'members_of_size'),
        ),
        as(sql`case when is_over then 'COMPLETE' else 'PARTIAL' end`, maturityColumn(aggregation)),
      ],
      from: sql.raw(name('cells')),
      where: [sql`size is not null`],
    },
  }
}

/** The denominator of a cell: the whole cohort, or the retained amount at the previous age. */
function baseOf({ base }: RetentionRules, keys: readonly Sql[], retained: Sql, size: Sql): Sql {
  return base === 'previous'
    ? sql`lag(${retained}, 1, ${size}) over (partition by ${concatSql(keys)} order by age)`
    : size
}
