import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse'
import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { quoteName } from '../../warehouse/engine/values/quote-name.ts'
import { quoteText } from '../../warehouse/engine/values/quote-text.ts'

const rowsPerStatement = 1000

/** How a schema that this command created is told from others: only such a one is replaced. */
const createdByMap = 'Copied from CSV files by plumbline map, which replaces it'

/**
 * Copies every CSV file of a directory into a table of a new schema: its name, its columns, every value as the text that it
 * is. The delimiter is the most frequent of `,`, `;`, tab and `|` in the first line.
 *
 * @throws PlumblineError `BAD_REQUEST` when there is no file, or the schema was created by others
 */
export async function readFiles(engine: Engine, directory: string, schema: string): Promise<void> {
  const files = (await readdir(directory)).filter((name) => /\.csv$/i.test(name)).sort()
  if (files.length === 0)
    throw new PlumblineError('BAD_REQUEST', `${directory} has no CSV file.`, { subject: 'source' })
  await engine.transaction(async (transaction) => {
    await requireOwn(transaction, schema)
    await transaction.execute(
      `drop schema if exists ${quoteName(schema)} cascade;
      create schema ${quoteName(schema)};
      comment on schema ${quoteName(schema)} is ${quoteText(createdByMap)}`,
    )
    for (const file of files) await readOne(transaction, join(directory, file), schema)
  })
}

async function requireOwn(engine: Engine, schema: string): Promise<void> {
  const [existing] = await engine.query<{ purpose: string | null }>({
    sql: `select obj_description(oid, 'pg_namespace') as purpose from pg_catalog.pg_namespace where nspname = $1`,
    parameters: [schema],
  })
  if (existing === undefined || existing.purpose === createdByMap) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `The database has a schema ${schema} that plumbline map did not create, so it is not replaced. Choose another name with --name.`,
    { subject: 'name' },
  )
}

async function readOne(engine: Engine, file: string, schema: string): Promise<void> {
  const delimiter = await delimiterOf(file)
  const rows = createReadStream(file).pipe(
    parse({ columns: true, delimiter, bom: true, relax_column_count: true, skip_empty_lines: true }),
  ) as AsyncIterable<Readonly<Record<string, string>>>
  const table = `${quoteName(schema)}.${quoteName(basename(file).replace(/\.csv$/i, ''))}`
  let columns: readonly string[] | null = null
  let waiting: Readonly<Record<string, string>>[] = []
  const flush = async (): Promise<void> => {
    if (waiting.length === 0 || columns === null) return
    const values = columns.map((_, index) => `row ->> ${index}`)
    const names = columns
    await engine.query({
      sql: `insert into ${table} select ${values.join(', ')} from jsonb_array_elements($1::jsonb) as row`,
      parameters: [JSON.stringify(waiting.map((row) => names.map((name) => row[name] ?? null)))],
    })
    waiting = []
  }
  for await (const row of rows) {
    if (columns === null) {
      columns = Object.keys(row)
      await engine.execute(
        `create table ${table} (${columns.map((name) => `${quoteName(name)} text`).join(', ')})`,
      )
    }
    waiting.push(row)
    if (waiting.length === rowsPerStatement) await flush()
  }
  await flush()
}

async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0)
    const [first = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
    const counts = [',', ';', '\t', '|'].map((one) => ({ one, times: first.split(one).length }))
    return counts.reduce((most, next) => (next.times > most.times ? next : most)).one
  } finally {
    await handle.close()
  }
}
