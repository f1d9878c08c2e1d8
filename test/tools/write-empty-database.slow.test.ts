import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openPgliteBackend } from '../../src/warehouse/engine/pglite/pglite-backend.ts'
import { writeEmptyDatabase } from '../../tools/write-empty-database.ts'

test('a database copied from the template equals one that PGlite creates, and keeps its data when it is reopened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-empty-'))
  const file = pathToFileURL(join(folder, 'empty.tar.gz'))
  await writeEmptyDatabase(join(folder, 'empty.tar.gz'))
  await mkdir(join(folder, 'copied')) // the lock of an engine makes it
  const describe = `
    select
      (select count(*) from pg_class) as relations,
      (select string_agg(nspname, ' ' order by nspname) from pg_namespace) as schemas,
      (select string_agg(name || setting, ' ' order by name) from pg_settings where name ~ 'encoding|collat|^lc_|zone') as settings,
      (select datcollate || datctype || datlocprovider::text from pg_database where datname = current_database()) as locale`
  const [copied, made] = [
    await openPgliteBackend(join(folder, 'copied'), undefined, file),
    await openPgliteBackend(join(folder, 'made'), undefined, new URL('none', file)),
  ]
  expect(await copied.query(describe, [])).toEqual(await made.query(describe, []))
  await copied.execute('create table kept as select 1 as one')
  await copied.close()
  await made.close()
  const again = await openPgliteBackend(join(folder, 'copied'), undefined, file)
  expect(await again.query('select one from kept', [])).toEqual([{ one: 1 }])
  await again.close()
  await rm(folder, { recursive: true })
})
