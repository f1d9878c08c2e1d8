import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ownSqlDirectory } from '../arguments/common-options.ts'

/** The folders of the program that decide which rows are in the database of the demo, and how they are stored. */
const folders = ['catalog', 'rollups', 'sample-data', 'semantic', 'warehouse']

/** Where the files are. */
interface Parts {
  readonly program: string
  readonly sql: string
  readonly manifest: string
}

const own: Parts = {
  program: fileURLToPath(new URL('../../', import.meta.url)),
  sql: ownSqlDirectory,
  manifest: fileURLToPath(new URL('../../../package.json', import.meta.url)),
}

/**
 * The version of the demo: a hash over the program that makes it, the definitions that came with it, and the embedded
 * database. A change of any of them is another version, so an archive of this version is never outdated.
 */
export function demoVersion({ program, sql, manifest }: Parts = own): string {
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const version = createHash('sha256').update(JSON.stringify(dependencies))
  for (const folder of folders) version.update(hashOfFiles(join(program, folder), /\.[jt]s$/))
  return version
    .update(hashOfFiles(sql, /\.(sql|yaml)$/))
    .digest('hex')
    .slice(0, 16)
}

/** Whether definitions have the source contract that came with the program: the sample company fits both. */
export function hasOwnContract(sql: string): boolean {
  const contractOf = (directory: string) => hashOfFiles(join(directory, 'sources'), /\.yaml$/)
  return contractOf(sql) === contractOf(ownSqlDirectory)
}

/** A hash over the names and the contents of files. */
function hashOfFiles(folder: string, ending: RegExp): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((one) => ending.test(one)).sort())
    hash
      .update(`${name.replaceAll('\\', '/')}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0')
  return hash.digest('hex')
}
