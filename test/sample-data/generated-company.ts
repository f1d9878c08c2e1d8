import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { ColumnOf, TableName } from '../../src/sample-data/files/company-columns.ts'
import { generateCompany } from '../../src/sample-data/generate-company.ts'
import type { CompanyOptions, CompanySummary } from '../../src/sample-data/generate-company.ts'
import type {
  AccountTruth,
  CaseTruth,
  PersonTruth,
  WorkspaceTruth,
} from '../../src/sample-data/files/truth.ts'

/** A row as the file has it: every field a text, the empty one too. */
export type TextRow<Table extends TableName> = Readonly<Record<ColumnOf<Table>, string>>

interface TruthLines {
  readonly accounts: AccountTruth
  readonly workspaces: WorkspaceTruth
  readonly people: PersonTruth
  readonly cases: CaseTruth
}

/** A generated company in a temporary directory, with ways to read it. */
export interface GeneratedCompany {
  readonly directory: string
  readonly summary: CompanySummary
  readonly rows: <Table extends TableName>(table: Table) => Promise<readonly TextRow<Table>[]>
  readonly truth: <Name extends keyof TruthLines>(name: Name) => Promise<readonly TruthLines[Name][]>
  /** Every file's content by its path. */
  readonly files: () => Promise<ReadonlyMap<string, string>>
  readonly remove: () => Promise<void>
}

/** Generates a company for a test. */
export async function generateTestCompany(
  options: Omit<CompanyOptions, 'directory'>,
): Promise<GeneratedCompany> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-company-'))
  const summary = await generateCompany({ ...options, directory })
  return {
    directory,
    summary,
    rows: async <Table extends TableName>(table: Table): Promise<readonly TextRow<Table>[]> =>
      parse<TextRow<Table>>(await readFile(join(directory, `${table}.csv`), 'utf8'), { columns: true }),
    truth: async <Name extends keyof TruthLines>(name: Name): Promise<readonly TruthLines[Name][]> => {
      const text = await readFile(join(directory, 'truth', `${name}.ndjson`), 'utf8')
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as TruthLines[Name])
    },
    files: async () => {
      const names = (await readdir(directory, { recursive: true }))
        .filter((name) => name.includes('.'))
        .sort()
      const texts = names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const)
      return new Map(await Promise.all(texts))
    },
    remove: () => rm(directory, { recursive: true }),
  }
}
