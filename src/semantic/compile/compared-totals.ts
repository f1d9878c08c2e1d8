import { sql } from 'kysely'
import type { Catalog } from '../../catalog/catalog.ts'
import { list, withClause, type Cte } from '../sql/cte.ts'
import { besideColumns, comparing } from './period-comparison.ts'
import { compileSql, type CompiledQuery } from '../sql/compile-sql.ts'
import { planTables } from './compile-plan.ts'
import { isKnownBefore, knownSinceTable } from './known-since.ts'
import type { Plan } from '../model/plan.ts'
import { spanName } from '../time/span.ts'
import type { Span } from '../model/request.ts'

/** The same question about a stretch that lies so much earlier. */
export interface EarlierTotal {
  readonly span: Span
  readonly plan: Plan
}

/**
 * The total of a question beside the totals of the stretches that it is compared with, in one row: the columns of
 * `whole`, then for each number what it was, by how much it changed and by which share.
 */
export function compileComparedTotals(
  catalog: Catalog,
  whole: Plan,
  earlier: readonly EarlierTotal[],
): CompiledQuery {
  const aliasOf = ({ span }: EarlierTotal) => sql.id(`${spanName(span)}_ago`)
  const own = whole.columns.map(({ name }) => sql`whole.${sql.id(name)}`)
  const beside = whole.outputs.flatMap((output) =>
    earlier.flatMap((one) => {
      const isKnown = sql`${aliasOf(one)}.${sql.id(knownColumn(output.alias))}`
      return besideColumns(whole, output, one.span, sql`whole`, aliasOf(one), isKnown)
    }),
  )
  const joins = earlier.map((one) => sql`\n\nleft join ${aliasOf(one)}\n    on true`)
  const tables = [
    stretch(catalog, 'whole', 'All periods and groups together.', whole, false),
    ...earlier.map(({ span, plan }) =>
      stretch(
        catalog,
        `${spanName(span)}_ago`,
        `The same, ${spanName(span).replace('_', ' ')} earlier.`,
        plan,
        true,
      ),
    ),
  ]
  return compileSql(
    sql`${withClause(tables)}\n\nselect\n    ${list([...own, ...beside])}\n\nfrom whole${sql.join(joins, sql``)}`,
  )
}

/** The names of the columns that {@link compileComparedTotals} gives, in their order. */
export function comparedTotalColumns(plan: Plan, whole: Plan): readonly string[] {
  return [
    ...whole.columns.map(({ name }) => name),
    ...plan.columns.filter(({ kind }) => comparing.includes(kind)).map(({ name }) => name),
  ]
}

function knownColumn(alias: string): string {
  return `${alias}.known`
}

/** A total as a CTE; of an earlier one, with what is known of each of its numbers. */
function stretch(catalog: Catalog, name: string, says: string, plan: Plan, isEarlier: boolean): Cte {
  const known = plan.outputs.map(
    (output) => sql`${isKnownBefore(plan, output)} as ${sql.id(knownColumn(output.alias))}`,
  )
  const tables = [
    ...planTables(catalog, { ...plan, keepsUnrounded: true }),
    ...(isEarlier ? [knownSinceTable(catalog, plan)] : []),
  ]
  return {
    name: `"${name}"`,
    says,
    body: sql`${withClause(tables)}\n\nselect\n    ${list([sql`answer.*`, ...(isEarlier ? known : [])])}\n\nfrom answer${isEarlier ? sql`\n\ncross join known_since` : sql``}`,
  }
}
