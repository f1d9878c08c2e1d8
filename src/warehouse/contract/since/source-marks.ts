import { randomUUID } from 'node:crypto'
import type { Engine } from '../../engine/engine.ts'
import { isCitus } from '../../engine/is-citus.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** Who compares source tables with their last state: each has marks of its own, recorded with what it found. */
export type MarkedFor = 'inspection' | 'inputs' | 'rollups'

/** What happened to the rows of a source table since the last mark. */
export interface SinceMark {
  /** No row was written or removed. */
  readonly isSame: boolean
  /** Rows were added, and none was removed or replaced. */
  readonly isExtended: boolean
  /** Differs from that of the last mark unless the rows are the same; null when they may be any. */
  readonly version: string | null
  /** True for each row that was written since, over the alias `log`, and perhaps for others; null when it is unknown. */
  readonly isWritten: string | null
}

/** A relation without marks, such as a view: any row may be another one. */
const unknown: SinceMark = Object.freeze({ isSame: false, isExtended: false, version: null, isWritten: null })

/**
 * Compares source tables with their last marks, and marks them again. PostgreSQL keeps with each row the number of the
 * transaction that wrote it. So rows written since a moment are known without reading their values or asking a
 * loader, and removed rows by their number. Views and foreign tables have no such numbers.
 *
 * @returns the tables by name
 */
export async function sinceMarks(
  engine: Engine,
  markedFor: MarkedFor,
  names: readonly string[],
): Promise<ReadonlyMap<string, SinceMark>> {
  const tables = (await isCitus(engine)) ? [] : await readTables(engine, names)
  const before = await engine.query<Mark>({
    sql: `select name, identity, version, marked_by, seen_until, seen_later, rows
      from plumbline.source_marks where marked_for = $1`,
    parameters: [markedFor],
  })
  const marks = new Map(before.map((mark) => [mark.name, mark]))
  const compared = tables.map((table) => ({ table, isWritten: writtenSince(table, marks.get(table.name)) }))
  const counts = await countRows(engine, compared)
  const found = new Map(
    compared.map(({ table, isWritten }): [string, SinceMark] => {
      const [mark, count] = [marks.get(table.name), counts.get(table.name)]
      const version = randomUUID()
      if (isWritten === null || mark === undefined || count === undefined)
        return [table.name, { ...unknown, version }]
      const isExtended = BigInt(count.rows) === BigInt(mark.rows) + BigInt(count.written)
      const isSame = isExtended && count.written === '0'
      return [table.name, { isWritten, isExtended, isSame, version: isSame ? mark.version : version }]
    }),
  )
  await engine.query({
    sql: 'delete from plumbline.source_marks where marked_for = $1 and name = any ($2::text[])',
    parameters: [markedFor, names],
  })
  await engine.query({
    sql: `insert into plumbline.source_marks
        (marked_for, name, identity, version, marked_by, seen_until, seen_later, rows)
      select $1, name, identity, version, current, oldest_running, coalesce(seen_later, '{}'), rows
      from jsonb_to_recordset($2::jsonb) as marked (
        name text, identity text, version text, current text, oldest_running text, seen_later text[], rows bigint
      )
      where coalesce(cardinality(seen_later), 0) <= ${mostSeenLater}`,
    parameters: [
      markedFor,
      JSON.stringify(
        tables.map((table) => ({
          ...table,
          ...counts.get(table.name),
          version: found.get(table.name)?.version,
        })),
      ),
    ],
  })
  return new Map(names.map((name) => [name, found.get(name) ?? unknown]))
}

interface Mark {
  readonly name: string
  readonly identity: string
  readonly version: string
  /** The transaction that marked the table: it may have written rows since, under the same number. */
  readonly marked_by: string
  /** Transactions before this one had ended: what they wrote was seen. */
  readonly seen_until: string
  /** Others whose rows were seen: this one, and those that ended while an older one was running. */
  readonly seen_later: readonly string[]
  readonly rows: string
}

interface MarkedTable {
  readonly name: string
  /** Changes when the table is another one, in another database, or has other columns. */
  readonly identity: string
  /** The oldest transaction that was running, and the one that begins next. */
  readonly oldest_running: string
  readonly next: string
  /** This transaction. */
  readonly current: string
}

/** The tables whose rows have the numbers of transactions. */
async function readTables(engine: Engine, names: readonly string[]): Promise<readonly MarkedTable[]> {
  const control = 'pg_catalog.pg_control_system()'
  const [right] = await engine.query<{ may_read: boolean }>({
    sql: `select has_function_privilege('${control}', 'execute') as may_read`,
    parameters: [],
  })
  if (right?.may_read !== true) return []
  return engine.query<MarkedTable>({
    sql: `select
        classes.relname as name,
        concat_ws(' ', control.system_identifier, classes.oid, classes.relfilenode, (
          select string_agg(concat_ws(' ', attname, atttypid, attmissingval::text), ',' order by attnum)
          from pg_catalog.pg_attribute
          where attrelid = classes.oid and attnum > 0 and not attisdropped
        )) as identity,
        pg_snapshot_xmin(pg_current_snapshot())::text as oldest_running,
        pg_snapshot_xmax(pg_current_snapshot())::text as next,
        pg_current_xact_id()::text as current
      from pg_catalog.pg_class as classes
      join pg_catalog.pg_am as methods on classes.relam = methods.oid and methods.amname = 'heap'
      cross join ${control} as control
      where
        classes.relnamespace = to_regnamespace('source')
        and classes.relname = any ($1::text[])
        and classes.relkind = 'r'
        and not classes.relhassubclass`,
    parameters: [names],
  })
}

/** A load that writes its rows in more transactions is read again. */
const mostSeenLater = 1_000

/** The numbers in rows have 32 bits: of two that are further apart, either may be the later one. */
const mostTransactions = 2_000_000_000n
const bits32 = 2n ** 32n
/** Smaller numbers have other meanings. */
const firstNumber = 3n

function writtenSince({ identity, next, current }: MarkedTable, mark: Mark | undefined): string | null {
  if (mark?.identity !== identity || mark.marked_by === current) return null
  const passed = BigInt(next) - BigInt(mark.seen_until)
  if (passed < 0n || passed > mostTransactions) return null
  const later = mark.seen_later.map((number) => `'${number}'`).join(', ')
  return `${isNotBefore(mark.seen_until)}${later === '' ? '' : ` and log.xmin::text not in (${later})`}`
}

/** True for rows that this transaction or a later one wrote. */
function isNotBefore(transaction: string): string {
  const number = BigInt(transaction) % bits32
  return `age(log.xmin) <= age('${number < firstNumber ? firstNumber : number}'::xid)`
}

interface Count {
  readonly name: string
  readonly rows: string
  readonly written: string
  readonly seen_later: readonly string[] | null
}

async function countRows(
  engine: Engine,
  tables: readonly { readonly table: MarkedTable; readonly isWritten: string | null }[],
): Promise<ReadonlyMap<string, Count>> {
  if (tables.length === 0) return new Map()
  const counts = await engine.query<Count>({
    sql: tables
      .map(
        ({ table: { name, oldest_running }, isWritten }) =>
          `select
            '${name}' as name,
            count(*) as rows,
            count(*) filter (where ${isWritten ?? 'true'}) as written,
            array_agg(distinct log.xmin::text) filter (where ${isNotBefore(oldest_running)}) as seen_later
          from source.${quoteName(name)} as log`,
      )
      .join('\nunion all\n'),
    parameters: [],
  })
  return new Map(counts.map((count) => [count.name, count]))
}
