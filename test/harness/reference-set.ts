import { existsSync, readFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Row } from './sample-rows.ts'
import type { Warehouse } from './warehouse.ts'

/** A row of an expected file: every field a text, the empty one too. */
export type ExpectedRow = Readonly<Record<string, string>>

/** Data of others, with answers known independently of us; see `../shared/reference/README.md`. */
export interface ReferenceSet {
  readonly isHere: boolean
  /** The folder of contract files. */
  readonly contract: string
  readonly expected: (file: string) => readonly ExpectedRow[]
  readonly json: (file: string) => unknown
}

/** Finds a set beside the repository, or says in one line that its tests are skipped. It is never copied. */
export const referenceSet = (name: string): ReferenceSet => {
  const directory = resolve('../shared/reference', name)
  const isHere = existsSync(directory)
  if (!isHere) writeSync(2, `Skipped the tests of reference/${name}: there is no ${directory}\n`)
  const read = (file: string) => readFileSync(join(directory, file), 'utf8')
  return {
    isHere,
    contract: join(directory, 'contract'),
    expected: (file) => parse<ExpectedRow>(read(file), { columns: true }),
    json: (file) => JSON.parse(read(file)) as unknown,
  }
}

/** An answer by the value of one column, for looking up what an expected row is about. */
export const byColumn = async (
  warehouse: Warehouse,
  request: MetricsRequestInput,
  column: string,
): Promise<ReadonlyMap<unknown, Row>> =>
  new Map((await warehouse.ask(request)).map((row) => [row[column], row]))
