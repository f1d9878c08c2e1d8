import { PGlite } from '@electric-sql/pglite'
import type { PGliteOptions, QueryOptions } from '@electric-sql/pglite'
import type { ArrayResult } from '../engine.ts'
import { emptyDatabase, emptyDatabaseFile } from './empty-database.ts'
import { refuseUnanswered, toUnanswered } from './unanswered.ts'
import { valueParsers } from '../values/value-form.ts'

/** PGlite's program, compiled. */
export type PgliteProgram = NonNullable<PGliteOptions['pgliteWasmModule']>

/** What we need of PGlite, in plain values, so that it can also stand in another thread. */
export interface PgliteCalls {
  readonly query: (sql: string, values: readonly (string | null)[]) => Promise<readonly unknown[]>
  readonly queryArrays: (sql: string, values: readonly (string | null)[]) => Promise<ArrayResult>
  readonly execute: (sql: string) => Promise<void>
  /** Runs a `copy … from '/dev/blob'`; resolves to the number of rows. */
  readonly copy: (sql: string, csv: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** PGlite, wherever it runs. */
export interface PgliteBackend extends PgliteCalls {
  /**
   * Ends PGlite in the middle of whatever it does, as a crash would: calls that run fail with the reason, what was
   * committed is in the directory. Null on this thread, where nothing can be done while a statement runs.
   */
  readonly end: ((reason: Error) => Promise<void>) | null
  readonly hasEnded: () => boolean
}

/**
 * PGlite on this thread, in memory (`directory` is null) or in a directory.
 *
 * @param wasm its program, which is compiled here when it is not given
 * @param empty where an empty database is kept, for one that is new
 */
export const openPgliteBackend = async (
  directory: string | null,
  wasm?: PgliteProgram,
  empty: URL = emptyDatabaseFile,
): Promise<PgliteBackend> => {
  const begunAs = await emptyDatabase(directory, empty)
  const database = await PGlite.create({
    ...(directory === null ? {} : { dataDir: directory }),
    ...(wasm === undefined ? {} : { pgliteWasmModule: wasm }),
    ...(begunAs === undefined ? {} : { loadDataDir: begunAs }),
  })
  // PGlite's own parsers give Dates and numbers that lose digits; without one of ours bytea would become bytes
  database.parsers = { [byteaType]: (text: string) => text, ...Object.fromEntries(valueParsers) }
  const run = async <Row>(sql: string, values: readonly unknown[], options?: QueryOptions) => {
    const answer = await database.query<Row>(sql, [...values], options).catch((error: unknown) => {
      throw toUnanswered(error)
    })
    return refuseUnanswered(answer)
  }
  return {
    query: async (sql, values) => (await run(sql, values)).rows,
    queryArrays: async (sql, values) => {
      const { fields, rows } = await run<unknown[]>(sql, values, { rowMode: 'array' })
      return { columns: fields.map((field) => field.name), rows }
    },
    execute: async (sql) => {
      for (const answer of await database.exec(sql)) refuseUnanswered(answer)
    },
    copy: async (sql, csv) => (await run(sql, [], { blob: new Blob([csv]) })).affectedRows ?? 0,
    close: () => database.close(),
    end: null,
    hasEnded: () => false,
  }
}

const byteaType = 17
