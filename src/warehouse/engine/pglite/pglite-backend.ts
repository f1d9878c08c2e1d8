import { PGlite } from '@electric-sql/pglite'
import type { PGliteOptions, QueryOptions } from '@electric-sql/pglite'
import type { ArrayResult } from '../engine.ts'
import { emptyDatabaseFile, initialData } from './archive/initial-data.ts'
import { rejectLost, toLostStatement } from './lost-statements.ts'
import { valueParsers } from '../values/value-form.ts'

/** The compiled WebAssembly of PGlite. */
export type PgliteProgram = NonNullable<PGliteOptions['pgliteWasmModule']>

/** The calls to PGlite, with plain values, so that it can run in another thread. */
export interface PgliteCalls {
  readonly query: (sql: string, values: readonly (string | null)[]) => Promise<readonly unknown[]>
  readonly queryArrays: (sql: string, values: readonly (string | null)[]) => Promise<ArrayResult>
  readonly execute: (sql: string) => Promise<void>
  /** Runs a `copy … from '/dev/blob'`; resolves to the number of rows. Takes the bytes: they are gone afterwards. */
  readonly copy: (sql: string, csv: Uint8Array<ArrayBuffer>) => Promise<number>
  readonly close: () => Promise<void>
}

/** PGlite, in this thread or another. */
export interface PgliteBackend extends PgliteCalls {
  /**
   * Ends PGlite in the middle of its work, like a crash: running calls reject with the reason, and
   * committed data are in the directory. Null on this thread, which is blocked while a statement runs.
   */
  readonly end: ((reason: Error) => Promise<void>) | null
  readonly hasEnded: () => boolean
}

/**
 * PGlite on this thread, in memory (`directory` is null) or in a directory.
 *
 * @param wasm its compiled program; compiled here when it is not given
 * @param archive what a new database starts from; an empty database by default
 */
export async function openPgliteBackend(
  directory: string | null,
  wasm?: PgliteProgram,
  archive: URL = emptyDatabaseFile,
): Promise<PgliteBackend> {
  const { tar, copied } = await initialData(directory, archive)
  const database = await PGlite.create({
    ...(directory === null ? {} : { dataDir: directory }),
    ...(wasm === undefined ? {} : { pgliteWasmModule: wasm }),
    ...(tar === undefined ? {} : { loadDataDir: tar }),
  })
  await copied()
  // PGlite's own parsers return Dates, and numbers that lose digits; without a parser, bytea would become
  // bytes
  database.parsers = { [byteaType]: (text: string) => text, ...Object.fromEntries(valueParsers) }
  const run = async <Row>(sql: string, values: readonly unknown[], options?: QueryOptions) => {
    const result = await database.query<Row>(sql, [...values], options).catch((error: unknown) => {
      throw toLostStatement(error)
    })
    return rejectLost(result)
  }
  return {
    query: async (sql, values) => (await run(sql, values)).rows,
    queryArrays: async (sql, values) => {
      const { fields, rows } = await run<unknown[]>(sql, values, { rowMode: 'array' })
      return { columns: fields.map((field) => field.name), rows }
    },
    execute: async (sql) => {
      for (const result of await database.exec(sql)) rejectLost(result)
    },
    copy: async (sql, csv) => (await run(sql, [], { blob: new Blob([csv]) })).affectedRows ?? 0,
    close: () => database.close(),
    end: null,
    hasEnded: () => false,
  }
}

const byteaType = 17
