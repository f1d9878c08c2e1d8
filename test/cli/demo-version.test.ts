import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoVersion, hasOwnContract } from '../../src/cli/demo/demo-version.ts'

test('the archive of the demo is not used with another source contract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-contract-'))
  await cp('sql/sources', join(folder, 'sources'), { recursive: true })
  expect(hasOwnContract(folder)).toBe(true)
  await writeFile(join(folder, 'sources/own_table.yaml'), 'table: own_table\n')
  expect(hasOwnContract(folder)).toBe(false)
  await rm(folder, { recursive: true })
})

test('every file that decides the rows of the demo changes its version', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-version-'))
  const parts = {
    program: join(folder, 'src'),
    sql: join(folder, 'sql'),
    manifest: join(folder, 'package.json'),
  }
  const folders = ['catalog', 'rollups', 'sample-data', 'semantic', 'warehouse']
  for (const name of folders) await cp('src/make-directory.ts', join(parts.program, name, 'a.ts'))
  await cp('sql/parameters', parts.sql, { recursive: true })
  await cp('package.json', parts.manifest)
  const versions = [demoVersion(parts)]
  expect(demoVersion(parts)).toBe(versions[0])
  const edits = [
    ...folders.map((name) => [join(parts.program, name, 'a.ts'), 'export {}\n'] as const),
    [join(parts.sql, 'activity.yaml'), 'active: true\n'] as const,
    [parts.manifest, '{"dependencies":{"@electric-sql/pglite":"0.0.1"}}'] as const,
  ]
  for (const [file, text] of edits) {
    await writeFile(file, text)
    versions.push(demoVersion(parts))
  }
  expect(new Set(versions).size).toBe(versions.length)
  await rm(folder, { recursive: true })
})
