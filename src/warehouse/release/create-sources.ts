import type { SourceColumn, SourceTable } from '../../catalog/files/source-table.ts'
import { PlumblineError } from '../../errors.ts'
import { hasSourceRecord, sourceRecord } from '../contract/source-record.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { ownComment, readSourceRelations } from '../contract/read-source-relations.ts'
import type { SourceRelation } from '../contract/read-source-relations.ts'
import { brokenProblems, foreignProblems, isBroken } from '../contract/source-problems.ts'

/** The result of {@link createSources}. */
export interface SourcesReport {
  /** Tables created now, empty. */
  readonly created: readonly string[]
  /** Relations of the company's own loader, which are not changed. */
  readonly foreign: readonly string[]
}

/**
 * Creates every table of the contract that does not exist yet, in the schema `source`, and
 * `plumbline.source_state`, the record of the tables that Plumbline created and loaded.
 *
 * The tables are raw landing tables without keys: `product_events` may repeat its ids. A relation of
 * another loader counts as provided and is not changed, but it must have every column of the contract. A
 * table of Plumbline that lost a column or has another type is created again when it is empty, or about to
 * be loaded (`reloaded`). Otherwise it is rejected, because its data cannot be restored.
 */
export async function createSources(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  reloaded: ReadonlySet<string> = new Set(),
): Promise<SourcesReport> {
  // read first, so that a read-only role can start when no table is missing
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
    const isOutdated = table.columns.some((column) => isBroken({ ...relation, provided: true }, column))
    if (isOutdated) return [`drop table source.${quoteName(table.name)}`, ...createStatements(table)]
    return [...newColumnStatements(table, relation), ...(relation.noted ? [] : recordStatements(table))]
  })
  if (statements.length > 0 || !(await hasSourceRecord(engine))) {
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

const prelude = ['create schema if not exists source', ...sourceRecord]

function createStatements(table: SourceTable): string[] {
  return [
    `create table source.${quoteName(table.name)} (${table.columns.map(columnDefinition).join(', ')})`,
    ...(table.name === 'product_events' ? [occurredAtIndex] : []),
    `comment on table source.${quoteName(table.name)} is '${ownComment}'`,
    `insert into plumbline.source_state (table_name, rows, repeated_keys, provided)
    values ('${table.name}', 0, 0, false)
    on conflict (table_name) do update
    set rows = 0, repeated_keys = 0, loaded_at = null, provided = false, ours = true, received_at = null, assumed = null`,
  ]
}

/** A table of Plumbline without a record: it is provided if it has rows. */
function recordStatements(table: SourceTable): string[] {
  return [
    `insert into plumbline.source_state (table_name, rows, repeated_keys, provided)
    select '${table.name}', count(*), 0, count(*) > 0 from source.${quoteName(table.name)}
    on conflict (table_name) do nothing`,
    `comment on table source.${quoteName(table.name)} is '${ownComment}'`,
  ]
}

/** Most queries are about a period. */
const occurredAtIndex =
  'create index if not exists product_events_occurred_at on source.product_events (occurred_at)'

/** A later version of the contract may have columns that the table lacks. */
function newColumnStatements(table: SourceTable, relation: SourceRelation): string[] {
  return table.columns
    .filter((column) => !relation.columns.has(column.name))
    .map((column) => `alter table source.${quoteName(table.name)} add column ${columnDefinition(column)}`)
}

function columnDefinition(column: SourceColumn): string {
  return `${quoteName(column.name)} ${column.type}`
}
