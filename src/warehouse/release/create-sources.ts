import type { SourceColumn, SourceTable } from '../../catalog/files/source-table.ts'
import { PlumblineError } from '../../errors.ts'
import { functionVersions } from '../contract/create-functions.ts'
import { sourceState } from '../contract/source-state.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { ownComment, readSourceRelations } from '../contract/read-source-relations.ts'
import type { SourceRelation } from '../contract/read-source-relations.ts'

/** What {@link createSources} did. */
export interface SourcesReport {
  /** Tables created now, empty. */
  readonly created: readonly string[]
  /** Relations of the company's own loader, which are left alone. */
  readonly foreign: readonly string[]
}

/**
 * Creates every table of the contract that does not exist yet, in the schema `source`, and
 * `plumbline.source_state`, which remembers what was created and loaded by us.
 *
 * The tables are raw landing tables without keys: `product_events` may repeat its ids. A relation that
 * somebody else made counts as provided and is left alone, but it has to have every column of the contract.
 * A table of ours that lost a column or has another type is made anew when it holds nothing, or when it is
 * about to be loaded (`reloaded`); else it is refused, because what it held cannot be put back.
 */
export const createSources = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  reloaded: ReadonlySet<string> = new Set(),
): Promise<SourcesReport> => {
  // asked first, so that a role which may only read can still start when there is nothing to do
  const before = await readSourceRelations(engine)
  const problems = [...sources.values()].flatMap((table) => {
    const relation = before.get(table.name)
    if (relation === undefined) return []
    if (!relation.ours) return foreignProblems(table, relation)
    return reloaded.has(table.name) ? [] : brokenProblems(table, relation)
  })
  if (problems.length > 0) {
    throw new PlumblineError(
      'BAD_DATA',
      'The relations in the schema source do not fit the source contract.',
      {
        problems,
      },
    )
  }
  const created = [...sources.values()].filter((table) => !before.has(table.name))
  const statements = [...sources.values()].flatMap((table) => {
    const relation = before.get(table.name)
    if (!relation) return createStatements(table)
    if (!relation.ours) return []
    const isUnfit = table.columns.some((column) => isBroken({ ...relation, provided: true }, column))
    if (isUnfit) return [`drop table source.${quoteName(table.name)}`, ...createStatements(table)]
    return [...newColumnStatements(table, relation), ...(relation.noted ? [] : noteStatements(table))]
  })
  if (statements.length > 0 || !(await hasNotes(engine))) {
    await engine.transaction(async (transaction) => {
      await transaction.execute([...prelude, ...statements].join(';\n'))
    })
  }
  return {
    created: created.map((table) => table.name),
    foreign: [...before.values()]
      .filter(({ name, ours }) => !ours && sources.has(name))
      .map(({ name }) => name),
  }
}

const prelude = ['create schema if not exists source', ...sourceState]

/** Whether the notes about the sources and the scalar functions are there as this release has them. */
const hasNotes = async (engine: Engine): Promise<boolean> => {
  const [row] = await engine.query<{ columns: string; functions: string }>({
    sql: `select
        count(*) as columns,
        (
          select count(*) from unnest($1::text[], $2::text[]) as wanted (signature, comment)
          where obj_description(to_regprocedure(signature), 'pg_proc') = comment
        ) as functions
      from pg_catalog.pg_attribute
      where attrelid = to_regclass('plumbline.source_state') and attname in ('received_at', 'assumed')`,
    parameters: [functionVersions.signatures, functionVersions.comments],
  })
  return Number(row?.columns) === 2 && Number(row?.functions) === functionVersions.signatures.length
}

const createStatements = (table: SourceTable): string[] => [
  `create table source.${quoteName(table.name)} (${table.columns.map(columnDefinition).join(', ')})`,
  ...(table.name === 'product_events' ? [occurredAtIndex] : []),
  `comment on table source.${quoteName(table.name)} is '${ownComment}'`,
  `insert into plumbline.source_state (table_name, rows, repeated_keys, provided)
    values ('${table.name}', 0, 0, false)
    on conflict (table_name) do update
    set rows = 0, repeated_keys = 0, loaded_at = null, provided = false, ours = true, received_at = null, assumed = null`,
]

/** A table of ours of which nothing is noted: it is provided if it has rows. */
const noteStatements = (table: SourceTable): string[] => [
  `insert into plumbline.source_state (table_name, rows, repeated_keys, provided)
    select '${table.name}', count(*), 0, count(*) > 0 from source.${quoteName(table.name)}
    on conflict (table_name) do nothing`,
  `comment on table source.${quoteName(table.name)} is '${ownComment}'`,
]

/** Questions are mostly about a period. */
const occurredAtIndex =
  'create index if not exists product_events_occurred_at on source.product_events (occurred_at)'

/** A later version of the contract may have columns that the table was created without. */
const newColumnStatements = (table: SourceTable, relation: SourceRelation): string[] =>
  table.columns
    .filter((column) => !relation.columns.has(column.name))
    .map((column) => `alter table source.${quoteName(table.name)} add column ${columnDefinition(column)}`)

const columnDefinition = (column: SourceColumn): string => `${quoteName(column.name)} ${column.type}`

/**
 * Whether what a table of ours held in this column cannot be put back: it has another type, or it was dropped.
 * A column that the table never had is added.
 */
export const isBroken = (relation: SourceRelation, column: SourceColumn): boolean => {
  const found = relation.columns.get(column.name)
  if (!relation.provided || found === column.type) return false
  return found !== undefined || column.required || relation.lostColumns
}

const brokenProblems = (table: SourceTable, relation: SourceRelation): string[] =>
  table.columns
    .filter((column) => isBroken(relation, column))
    .map((column) => {
      const found = relation.columns.get(column.name)
      const fault = found === undefined ? 'is missing' : `is ${found}, not ${column.type}`
      return `source.${table.name}: the column ${column.name} ${fault}, and what it held is gone: load the table again.`
    })

/** What a relation of the company's own loader lacks of the contract. */
export const foreignProblems = (table: SourceTable, relation: SourceRelation): string[] =>
  table.columns.flatMap((column) => {
    const place = `source.${table.name}: `
    const type = relation.columns.get(column.name)
    if (type === undefined) {
      return column.required
        ? `${place}the required column ${column.name} (${column.type}) is missing.`
        : `${place}the optional column ${column.name} is missing; add null::${column.type} as ${column.name} to the view.`
    }
    return type === column.type
      ? []
      : `${place}the column ${column.name} is ${type}; select ${column.name}::${column.type} in the view.`
  })
