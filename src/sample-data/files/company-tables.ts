import { join } from 'node:path'
import { makeDirectory } from '../../make-directory.ts'
import { COMPANY_COLUMNS } from './company-columns.ts'
import type { ColumnOf, TableName } from './company-columns.ts'
import { LineFile } from './csv-file.ts'
import type { Cell } from './csv-file.ts'

/** A row by column name; missing columns are empty fields. */
export type TableRow<Table extends TableName> = { readonly [Column in ColumnOf<Table>]?: Cell }

/** The names of all tables, sorted. */
export const TABLE_NAMES = Object.keys(COMPANY_COLUMNS) as readonly TableName[]

/** All files of the company, open for writing: one plain `.csv` per table of the contract. */
export class CompanyTables {
  readonly #files: ReadonlyMap<TableName, LineFile>

  constructor(files: ReadonlyMap<TableName, LineFile>) {
    this.#files = files
  }

  /** Creates the directory and every file with its header. */
  static async create(directory: string): Promise<CompanyTables> {
    await makeDirectory(directory)
    const files = new Map<TableName, LineFile>()
    for (const table of TABLE_NAMES) {
      const file = await LineFile.create(join(directory, `${table}.csv`))
      file.line(COMPANY_COLUMNS[table].join(','))
      files.set(table, file)
    }
    return new CompanyTables(files)
  }

  write<Table extends TableName>(table: Table, row: TableRow<Table>): void {
    const cells = row as Readonly<Record<string, Cell>>
    this.#file(table).cells(COMPANY_COLUMNS[table].map((column) => cells[column]))
  }

  /** Adds an encoded line, for the one table with too many rows for the slower path. */
  line(table: TableName, text: string): void {
    this.#file(table).line(text)
  }

  async drain(): Promise<void> {
    for (const file of this.#files.values()) await file.drain()
  }

  /** Closes all files; returns the number of rows of each. */
  async close(): Promise<Readonly<Record<string, number>>> {
    const rows: Record<string, number> = {}
    for (const [table, file] of this.#files) {
      await file.close()
      rows[table] = file.lines - 1
    }
    return rows
  }

  #file(table: TableName): LineFile {
    const file = this.#files.get(table)
    if (file === undefined) throw new RangeError(`no such table: ${table}`)
    return file
  }
}
