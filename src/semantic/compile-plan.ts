import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely'
import type { Catalog } from '../catalog/catalog.ts'
import type { Unit } from '../catalog/view-header.ts'
import { combineGroups } from './combine-groups.ts'
import { withClause } from './common-table.ts'
import { compileFilter } from './compile-filter.ts'
import { dimensionColumn, viewsRead } from './fact-rows.ts'
import { inlineViews } from './inline-views.ts'
import { afterCursor } from './keyset.ts'
import { compileGroup } from './kinds/compile-group.ts'
import type { Output, Plan } from './plan.ts'

/** A statement ready to run: the text and the values bound in it. */
export interface CompiledQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** Answers have at most this many rows; one more is asked for, to know whether there are more. */
export const maximumRows = 1_000_000

// Kysely as a builder only: nothing here can reach a database.
const builder = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Turns a plan into one statement: definitions first, then each fact's counts, then the answer. */
export function compilePlan(catalog: Catalog, plan: Plan): CompiledQuery {
  const groups = plan.groups.map((group) => {
    const view = catalog.views.get(group.view)
    if (view === undefined) throw new Error(`The plan reads ${group.view}, which is not in the catalogue`)
    return { view, compiled: compileGroup({ catalog, plan, group, view }) }
  })
  const tables = [
    ...inlineViews(
      catalog,
      plan.groups.flatMap(viewsRead),
      plan.parameters,
      plan.usableStored,
      readTwice(catalog, plan),
    ),
    ...groups.flatMap(({ compiled }) => compiled.tables),
    ...combineGroups(
      plan,
      groups.map(({ compiled }) => compiled),
      groups.map(({ view }) => view.header.time_type),
    ),
    {
      name: 'answer',
      says: 'The columns asked for; ratios are divided last, and rounded only here.',
      body: answerSelect(plan),
    },
  ]
  const order = plan.order.map(({ column, direction }) => {
    const type = plan.columns.find(({ name }) => name === column)?.type
    return sql`${sql.id(column)}${sql.raw(type === 'text' ? ' collate "C"' : '')} ${sql.raw(direction)} nulls last`
  })
  const statement = sql`${withClause(tables)}

select
    ${sql.join(
      plan.columns.map(({ name }) => sql.id(name)),
      sql`,\n    `,
    )}

from answer${afterCursor(plan)}${order.length > 0 ? sql`\n\norder by\n    ${sql.join(order, sql`,\n    `)}` : sql``}

limit ${sql.lit((plan.first ?? maximumRows) + 1)}`
  return compileStatement(statement)
}

/**
 * Views that are better read twice than kept: of a cohort's, starts and returns are different rows; of those
 * that only pass on stored tables, each group of metrics takes other columns.
 */
function readTwice(catalog: Catalog, plan: Plan): ReadonlySet<string> {
  const passesOn = (name: string) =>
    catalog.views.get(name)?.reads.every((relation) => plan.usableStored.has(relation)) ?? false
  return new Set(
    plan.groups.map(({ view }) => view).filter((view) => plan.shape === 'cohort' || passesOn(view)),
  )
}

/** The text of a statement and its values. */
export function compileStatement(statement: RawBuilder<unknown>): CompiledQuery {
  const { sql: text, parameters } = statement.compile(builder)
  return Object.freeze({ sql: text, parameters })
}

function answerSelect(plan: Plan): RawBuilder<unknown> {
  const outputs = new Map(plan.outputs.map((output) => [output.alias, output]))
  const columns = plan.columns.map((column) => {
    const [alias, part] = splitPart(column.name, outputs)
    const output = outputs.get(alias)
    const as = sql` as ${sql.id(column.name)}`
    if (column.kind === 'period' || column.name === 'cohort') return sql`period_start${as}`
    if (column.name === 'age') return sql`age::bigint${as}`
    if (column.dimension !== null) return sql`${dimensionColumn(column.dimension)}${as}`
    if (output === undefined) throw new Error(`The answer has no column ${column.name}`)
    if (part === 'maturity') return sql`maturity${as}`
    if (part === 'numerator' || part === 'denominator')
      return sql`${finish(ratioPart(output, part), null)}${as}`
    return sql`${finish(valueOf(output), column.type === 'bigint' ? 'count' : output.metric.unit)}${as}`
  })
  const conditions = plan.ageFilters.map((filter) =>
    compileFilter(
      sql.raw(filter.dimension === 'age' ? 'age' : 'period_start'),
      filter,
      filter.dimension === 'age' ? 'numeric' : 'date',
    ),
  )
  return sql`    select\n        ${sql.join(columns, sql`,\n        `)}\n\n    from filled${conditions.length > 0 ? sql`\n\n    where\n        ${sql.join(conditions, sql`\n        and `)}` : sql``}`
}

function splitPart(name: string, outputs: ReadonlyMap<string, Output>): [string, string?] {
  if (outputs.has(name)) return [name]
  const dot = name.lastIndexOf('.')
  return [name.slice(0, dot), name.slice(dot + 1)]
}

function column(output: Output, metric: string): RawBuilder<unknown> {
  return sql.raw(output.inputs.get(metric) ?? metric)
}

function ratioPart(output: Output, part: 'numerator' | 'denominator'): RawBuilder<unknown> {
  const { header } = output.metric
  if (header.kind !== 'ratio') throw new Error(`${output.metric.name} is no ratio`)
  return column(output, header[part])
}

/** A leaf as it is; a ratio divided, null over nothing; a derived metric with its inputs put in. */
function valueOf(output: Output): RawBuilder<unknown> {
  const { header, name } = output.metric
  switch (header.kind) {
    case 'ratio':
      return sql`${column(output, header.numerator)}::numeric / nullif(${column(output, header.denominator)}, 0)`
    case 'derived': {
      const names = new RegExp(`\\b(${header.inputs.join('|')})\\b`, 'g')
      return sql.raw(header.expression.replace(names, (input) => output.inputs.get(input) ?? input))
    }
    default:
      return column(output, name)
  }
}

const digits: Record<Exclude<Unit, 'count'>, number> = {
  money: 6,
  ratio: 12,
  hours: 6,
  days: 6,
  months: 6,
  score: 6,
}

/** Counts are whole; everything else is an exact decimal, rounded once, without trailing zeros. */
function finish(value: RawBuilder<unknown>, unit: Unit | null): RawBuilder<unknown> {
  if (unit === 'count') return sql`(${value})::bigint`
  return sql`trim_scale(round((${value})::numeric, ${sql.lit(unit === null ? 6 : digits[unit])}))`
}
