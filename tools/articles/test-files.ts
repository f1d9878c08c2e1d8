import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fromRoot } from '../run.ts'

/** The files that compute numbers a second time, by their path in the repository: tests and worked examples. */
export type TestFiles = ReadonlyMap<string, string>

/** Reads the tests with numbers worked out by hand, those with the data and numbers of others, and the examples. */
export function readTestFiles(): TestFiles {
  return new Map(
    ['test', 'docs/examples'].flatMap((folder) =>
      readdirSync(fromRoot(folder), { recursive: true, withFileTypes: true })
        .filter(({ name }) => /\.(test\.ts|yaml|sql)$/.test(name))
        .map(({ parentPath, name }) => {
          const path = join(parentPath, name)
          return [relative(fromRoot('.'), path), readFileSync(path, 'utf8')] as const
        }),
    ),
  )
}

const known = new WeakMap<TestFiles, Map<string, ReadonlySet<string>>>()

/** The words of a file: a metric is among them when the file asks for it. */
export function namesIn(files: TestFiles, file: string): ReadonlySet<string> {
  const read = known.get(files) ?? new Map<string, ReadonlySet<string>>()
  known.set(files, read)
  const names = read.get(file) ?? new Set(files.get(file)?.match(/\w+/g))
  read.set(file, names)
  return names
}
