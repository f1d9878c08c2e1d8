import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'

test('a database whose first copy was interrupted is copied again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-interrupted-'))
  await mkdir(join(directory, 'base'))
  for (const name of ['PG_VERSION', 'base/half', '.plumbline-copying'])
    await writeFile(join(directory, name), '18')
  const engine = await openEngine(directory)
  expect(await engine.query({ sql: 'select 1 as one', parameters: [] })).toEqual([{ one: 1 }])
  await engine.close()
  expect(await readdir(join(directory, 'base'))).not.toContain('half')
  expect(await readdir(directory)).not.toContain('.plumbline-copying')
  await rm(directory, { recursive: true })
})
