import { sql, type RawBuilder } from 'kysely'
import { list, type Cte } from '../../sql/cte.ts'
import { dimensionColumns, type AggregationContext } from '../../sql/from-clause.ts'
import { cellMaturity } from '../maturity.ts'
import { isOver, oldestAge } from './clock.ts'
import type { RetentionRules } from './rules.ts'
import { concatSql } from '../../sql/template.ts'

/** From entries and returns to the cells of the table: how many, or how much, of each cohort at each age. */
export function cellTables(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
): Cte[] {
  const { group } = context
  const keys = [sql`cohort`, ...dimensionColumns(group)]
  return [
    ...(rules.criterion === 'bracket' ? [bracketTable(rules, name('brackets'))] : []),
    countTable(rules, keys, name),
    gridTable(context, rules, keys, name),
    cellTable(rules, keys, name),
    resultTable(context, rules, keys, name),
  ]
}

/** What is added up: heads or, when actors have a weight, what they weigh, and no more than at the start. */
function amounts({ weight }: RetentionRules): readonly { readonly name: string; readonly sum: string }[] {
  return weight === null
    ? [{ name: 'actors', sum: 'count(*)' }]
    : [
        { name: 'amount', sum: 'sum(weight)' },
        { name: 'capped_amount', sum: 'sum(least(weight, started_weight))' },
      ]
}

function bracketTable({ brackets }: RetentionRules, name: string): Cte {
  const rows = brackets.map(({ first, last }) => sql`(${sql.lit(first)}, ${sql.lit(last)})`)
  return {
    name,
    says: 'Each bracket of ages, known by its first.',
    body: sql`    select\n        age,\n        last_age\n\n    from (values ${concatSql(rows)}) as brackets (age, last_age)`,
  }
}

function countTable(
  rules: RetentionRules,
  keys: readonly RawBuilder<unknown>[],
  name: (part: string) => string,
): Cte {
  const counted = amounts(rules).map((amount) => sql`${sql.raw(amount.sum)} as ${sql.raw(amount.name)}`)
  const returns = sql.raw(name('returns'))
  const each = [...keys, sql`actor`]
  const perAge = (from: RawBuilder<unknown>) =>
    sql`    select\n        ${list([...keys, sql`age`, ...counted])}\n\n    from ${from}\n\n    group by ${concatSql([...keys, sql`age`])}`
  switch (rules.criterion) {
    case 'on':
      return { name: name('counts'), says: 'How many were back at each age.', body: perAge(returns) }
    case 'on_or_after':
      return {
        name: name('counts'),
        says: 'How many were last back at each age.',
        body: perAge(
          sql`(\n        select ${concatSql([...each, sql`max(age) as age`])}\n        from ${returns}\n        group by ${concatSql(each)}\n    ) as last_returns`,
        ),
      }
    case 'bracket': {
      const first =
        rules.ageZero === 'returned'
          ? sql`\n        union all\n        select distinct ${concatSql([...each, sql`age`])}\n        from ${returns}\n        where age = 0`
          : sql``
      return {
        name: name('counts'),
        says: 'How many were back at any age of each bracket.',
        body: perAge(
          sql`(\n        select distinct ${concatSql([...each, sql`brackets.age`])}\n        from ${returns} as returns\n        inner join ${sql.raw(name('brackets'))} as brackets\n            on returns.age >= brackets.age\n            and returns.age <= brackets.last_age${first}\n    ) as bracketed`,
        ),
      }
    }
  }
}

function gridTable(
  context: AggregationContext,
  rules: RetentionRules,
  keys: readonly RawBuilder<unknown>[],
  name: (part: string) => string,
): Cte {
  const isBracket = rules.criterion === 'bracket'
  // each group has the clock that it would have if it had been asked for alone
  const starts =
    rules.rollingDays === null
      ? []
      : [sql`min(started_at) as first_start`, sql`max(started_at) as last_start`]
  const size = rules.weight === null ? sql`count(*) as size` : sql`sum(started_weight) as size`
  const oldest = oldestAge(context, rules)
  const ages = isBracket
    ? sql`    inner join (\n        select 0 as age, 0 as last_age\n        union all\n        select age, last_age from ${sql.raw(name('brackets'))}\n    ) as ages\n        on ages.age <= ${oldest}`
    : sql`    cross join lateral generate_series(0, ${oldest}) as ages (age)`
  return {
    name: name('grid'),
    says: 'Every cohort at every age that has begun.',
    body: sql`    select\n        ${list([...keys, sql`size`, sql`age`, sql`${isOver(context, rules, isBracket ? sql`last_age` : sql`age`)} as is_over`])}\n\n    from (\n        select ${concatSql([...keys, size, ...starts])}\n        from ${sql.raw(name('entries'))}\n        group by ${concatSql(keys)}\n    ) as sizes\n\n${ages}`,
  }
}

function cellTable(
  rules: RetentionRules,
  keys: readonly RawBuilder<unknown>[],
  name: (part: string) => string,
): Cte {
  const own = amounts(rules).map((amount) => sql.raw(amount.name))
  const retained = own.map((amount) => {
    const back =
      rules.criterion === 'on_or_after'
        ? sql`sum(${amount}) over (partition by ${concatSql(keys)} order by age desc)`
        : amount
    return rules.ageZero === 'returned'
      ? sql`${back} as retained_${amount}`
      : sql`case when age = 0 then size else ${back} end as retained_${amount}`
  })
  const none = own.map((amount) => sql`0 as ${amount}`)
  const sums = own.map((amount) => sql`sum(${amount}) as ${amount}`)
  return {
    name: name('cells'),
    says:
      rules.ageZero === 'returned'
        ? 'How many were back, at age 0 too.'
        : 'At age 0 the whole cohort, then those who were back.',
    body: sql`    select\n        ${list([...keys, sql`age`, sql`size`, sql`is_over`, ...retained])}\n\n    from (\n        select ${concatSql([...keys, sql`age`, sql`max(size) as size`, sql`bool_or(is_over) as is_over`, ...sums])}\n\n        from (\n            select ${concatSql([...keys, sql`age`, sql`size`, sql`is_over`, ...none])}\n            from ${sql.raw(name('grid'))}\n            union all\n            select ${concatSql([...keys, sql`age`, sql`null as size`, sql`null as is_over`, ...own])}\n            from ${sql.raw(name('counts'))}\n        ) as found\n\n        group by ${concatSql([...keys, sql`age`])}\n    ) as counted`,
  }
}

function resultTable(
  { group }: AggregationContext,
  rules: RetentionRules,
  keys: readonly RawBuilder<unknown>[],
  name: (part: string) => string,
): Cte {
  const columns = group.leaves.map(({ column, metric: { header } }) => {
    if (header.kind !== 'retention') throw new Error(`${column} is no retention`)
    const amount = rules.weight === null ? 'actors' : header.capped ? 'capped_amount' : 'amount'
    const retained = sql.raw(`retained_${amount}`)
    const base =
      rules.base === 'previous'
        ? sql`lag(${retained}, 1, size) over (partition by ${concatSql(keys)} order by age)`
        : sql`size`
    return sql`${header.measure === 'retained' ? retained : base} as ${sql.raw(column)}`
  })
  return {
    name: group.name,
    // who was back at the first instant of an age that has not begun was back after all ages before it
    says:
      rules.criterion === 'bracket'
        ? 'A cell is complete when the last age of its bracket is over for the whole cohort.'
        : 'A cell is complete when its period is over for the whole cohort.',
    body: sql`    select\n        ${list([
      sql`cohort as period_start`,
      sql`age`,
      ...dimensionColumns(group),
      ...columns,
      sql`case\n            when is_over then 'COMPLETE'\n            else 'PARTIAL'\n        end as ${sql.raw(cellMaturity(group))}`,
    ])}\n\n    from ${sql.raw(name('cells'))}\n\n    where size is not null`,
  }
}
