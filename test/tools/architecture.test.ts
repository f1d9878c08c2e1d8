import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

test('the map in docs/ARCHITECTURE.md names every folder of src/ that holds files, and no other', async () => {
  const entries = await readdir('src', { recursive: true, withFileTypes: true })
  const folders = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.parentPath.replaceAll('\\', '/').replace(/^src\/?/, ''))
      .filter((folder) => folder !== ''),
  )
  const named = await foldersOfMap()
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

test('of two folders next to each other, the lower one in the map imports the upper one', async () => {
  const order = await foldersOfMap()
  // a folder without files of its own is at the place of its first subfolder
  const placeOf = (folder: string) => order.findIndex((one) => `${one}/`.startsWith(`${folder}/`))
  const imports = await importsBetweenFolders()
  expect(imports.length).toBeGreaterThan(500)
  const upwards = imports.filter(({ from, to }) => {
    const [lower, upper] = siblings(from, to)
    if (lower === undefined || upper === undefined || lower === 'generated') return false
    return !lower.startsWith('sample-data/') && placeOf(upper) > placeOf(lower)
  })
  expect(upwards).toEqual([])
})

test('the table of imports is that of the lint rules', async () => {
  const text = await readFile('docs/ARCHITECTURE.md', 'utf8')
  const table = text.slice(text.indexOf('## Imports'), text.indexOf('## Further reading'))
  const written = Object.fromEntries(
    [...table.matchAll(/^\| `([a-z-]+)\/` +\| (.*)\|$/gm)].map(([, folder = '', may = '']) => [
      folder,
      [
        ...[...may.matchAll(/`([a-z-]+(?:\/[a-z-]+)*(?:\.ts|\/))`/g)].map(([, path = '']) =>
          path.replace(/\/$/, ''),
        ),
        ...(may.includes('the type `Engine`') ? ['warehouse/engine/engine.ts'] : []),
        'errors.ts',
      ].sort(),
    ]),
  )
  expect(written).toEqual(await allowedImports())
})

async function foldersOfMap(): Promise<readonly string[]> {
  const text = await readFile('docs/ARCHITECTURE.md', 'utf8')
  const map = text.slice(text.indexOf('## The map'), text.indexOf('## Imports'))
  return [...map.matchAll(/^\| `([a-z-/]+)` /gm)].map(([, folder = '']) => folder)
}

interface FolderImport {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Every import of a file in another folder of `src/`; files directly in `src/` are in none. */
async function importsBetweenFolders(): Promise<readonly FolderImport[]> {
  const files = (await readdir('src', { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && file.includes('/'))
  const imports = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join('src', file), 'utf8')
      const paths = [...text.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, path = '']) => path)
      return paths.map((path) => ({ file, from: dirname(file), to: folderOf(file, path) }))
    }),
  )
  return imports.flat().filter(({ from, to }) => from !== to && to !== '.' && !to.startsWith('..'))
}

function folderOf(file: string, path: string): string {
  return dirname(normalize(join(dirname(file), path))).replaceAll('\\', '/')
}

/** The folders in which two paths part; undefined where one contains the other. */
function siblings(from: string, to: string): readonly (string | undefined)[] {
  const [lower, upper] = [from.split('/'), to.split('/')]
  const shared = lower.findIndex((name, index) => name !== upper[index])
  if (shared === -1 || shared >= upper.length) return []
  return [lower.slice(0, shared + 1).join('/'), upper.slice(0, shared + 1).join('/')]
}

/** Folder → the paths that lint lets it import. */
async function allowedImports(): Promise<Readonly<Record<string, readonly string[]>>> {
  const rule = 'import-x/no-restricted-paths'
  const { default: configs } = (await import(join(process.cwd(), 'eslint.config.mjs'))) as LintConfig
  const zones = configs.flatMap(({ rules }) => rules?.[rule]?.[1].zones ?? [])
  const limited = zones.flatMap(({ target, except }) => (except === undefined ? [] : [{ target, except }]))
  return Object.fromEntries(
    limited.map(({ target, except }) => {
      const folder = String(target).replace('./src/', '')
      const others = except.map((path) => path.replace('./', '')).filter((path) => path !== folder)
      return [folder, others.sort()]
    }),
  )
}

interface LintConfig {
  readonly default: readonly {
    readonly rules?: Readonly<
      Record<string, readonly [string, { readonly zones: readonly Zone[] }] | undefined>
    >
  }[]
}

interface Zone {
  readonly target: string | readonly string[]
  readonly except?: readonly string[]
}
