import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/** A row of a contract file as it is written; an empty field is null. */
export type ContractRow = Readonly<Record<string, string | null>>

/** The rows of a table of the contract. */
export type ContractRows = (table: string) => readonly ContractRow[]

/** Reads the files of a generated company, without Plumbline's own reader. */
export const contractRows =
  (directory: string): ContractRows =>
  (table) => {
    const file = join(directory, `${table}.csv`)
    const text = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`))
    return parse<ContractRow>(text.toString('utf8'), {
      columns: true,
      cast: (value) => (value === '' ? null : value),
    })
  }
