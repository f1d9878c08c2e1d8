import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { quoteName } from '../../warehouse/engine/values/quote-name.ts'
import { quoteText } from '../../warehouse/engine/values/quote-text.ts'
import { delimiterOf, openCsv, tableOf } from './open-csv.ts'

const rowsPerStatement = 1000

/** How a schema that this command created is told from others: only such a one is replaced. */
const createdByMap = 'Copied from CSV files by plumbline map, which replaces it'

/**
 * Copies CSV files, also compressed ones, into tables of a new schema: their names, their columns, every value as the text
 * that it is. The delimiter is the most frequent of `,`, `;`, tab and `|` in the first line.
 *
 * @throws PlumblineError `BAD_REQUEST` when a file is not CSV, two have one name, or the schema was created by others
 */
export async function readFiles(engine: Engine, files: readonly string[], schema: string): Promise<void> {
  const names = files.map(tableOf)
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) throw unreadable(`Two files have the name ${repeated}.`)
  await engine.transaction(async (transaction) => {
    await requireOwn(transaction, schema)
    await transaction.execute(
      `drop schema if exists ${quoteName(schema)} cascade;
      create schema ${quoteName(schema)};
      comment on schema ${quoteName(schema)} is ${quoteText(createdByMap)}`,
    )
    for (const file of files) await readOne(transaction, file, schema)
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

function unreadable(message: string): PlumblineError {
  return new PlumblineError('BAD_REQUEST', message, { subject: 'sources' })
}

async function readOne(engine: Engine, file: string, schema: string): Promise<void> {
  const delimiter = await delimiterOf(file).catch((error: unknown) => {
    throw readingError(error, file)
  })
  const rows = pipeline(
    openCsv(file),
    parse({ columns: true, delimiter, bom: true, relax_column_count: true, skip_empty_lines: true }),
    () => undefined,
  ) as AsyncIterable<Readonly<Record<string, string>>>
  const table = `${quoteName(schema)}.${quoteName(tableOf(file))}`
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
  for await (const row of readable(rows, file)) {
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

/** Rows, with the name of the file in an error of its format. */
async function* readable<Row>(rows: AsyncIterable<Row>, file: string): AsyncGenerator<Row> {
  try {
    yield* rows
  } catch (error) {
    throw readingError(error, file)
  }
}

/** An error of the content of a file with its name; any other error as it is. */
function readingError(error: unknown, file: string): unknown {
  if (error instanceof CsvError) return unreadable(`${file} is not CSV: ${error.message}`)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') ? unreadable(`${file} is cut off, or not compressed with gzip.`) : error
}
