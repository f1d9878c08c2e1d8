import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'

test('the map in docs/ARCHITECTURE.md names every folder of src/ that holds files, and no other', async () => {
  const entries = await readdir('src', { recursive: true, withFileTypes: true })
  const folders = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.parentPath.replaceAll('\\', '/').replace(/^src\/?/, ''))
      .filter((folder) => folder !== ''),
  )
  const text = await readFile('docs/ARCHITECTURE.md', 'utf8')
  const map = text.slice(text.indexOf('## The map'), text.indexOf('## Imports'))
  const named = [...map.matchAll(/^\| `([a-z-/]+)` /gm)].map(([, folder]) => folder)
  expect(named.filter((folder, index) => named.indexOf(folder) !== index)).toEqual([])
  expect([...named].sort()).toEqual([...folders].sort())
})

test('every file that docs/ARCHITECTURE.md points to exists', async () => {
  const text = await readFile('docs/ARCHITECTURE.md', 'utf8')
  const paths = [...text.matchAll(/`(src\/[a-z-/]+(?:\.ts)?)`/g)].map(([, path]) => path ?? '')
  expect(paths.length).toBeGreaterThan(5)
  const missing = await Promise.all(
    paths.map(async (path) => {
      const siblings = await readdir(dirname(path.replace(/\/$/, ''))).catch((): string[] => [])
      return siblings.includes(path.replace(/\/$/, '').split('/').at(-1) ?? '') ? [] : [path]
    }),
  )
  expect(missing.flat()).toEqual([])
})
