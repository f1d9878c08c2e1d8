import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { expect, test } from 'vitest'

/** The schemas in the package, and the files of this project that they describe. */
const described = [
  { name: 'source', folders: ['sql/sources'], ending: '.yaml' },
  { name: 'parameters', folders: ['sql/parameters'], ending: '.yaml' },
  { name: 'rollup', folders: ['sql/rollups'], ending: '.yaml' },
  { name: 'board', folders: ['boards'], ending: '.yaml' },
  {
    name: 'view-header',
    folders: [
      'sql/staging',
      'sql/entities',
      'sql/facts',
      'sql/signals',
      'sql/metrics',
      'sql/pages',
      'sql/checks',
    ],
    ending: '.sql',
  },
]

/** The folders of all adapters, or a folder within each that has it. */
async function adapterFolders(within: string): Promise<readonly string[]> {
  const vendors = await readdir('sql/adapters')
  return vendors.map((vendor) => join('sql/adapters', vendor, within)).filter((folder) => existsSync(folder))
}

const describedAdapters = [
  { name: 'adapter', within: '', ending: 'adapter.yaml' },
  { name: 'adapter-layout', within: 'layouts', ending: '.yaml' },
  { name: 'adapter-view', within: '', ending: '.sql' },
  { name: 'adapter-step', within: 'steps', ending: '.sql' },
]

const all = [
  ...described,
  ...(await Promise.all(
    describedAdapters.map(async ({ name, within, ending }) => ({
      name,
      folders: await adapterFolders(within),
      ending,
    })),
  )),
]

async function validatorOf(name: string) {
  const text = await readFile(`schema/json/${name}.schema.json`, 'utf8')
  return new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(text) as object)
}

/** What people write: a YAML file, or the header of a view. */
async function contentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  return parse(file.endsWith('.sql') ? (/\/\*---\n(.*?)\n---\*\//s.exec(text)?.[1] ?? '') : text)
}

test.each(all)(
  'every file of the form $name is valid by its JSON Schema',
  async ({ name, folders, ending }) => {
    const isValid = await validatorOf(name)
    const found = await Promise.all(
      folders.map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))),
    )
    const files = found.flat().filter((file) => file.endsWith(ending))
    expect(files.length).toBeGreaterThanOrEqual(folders.length)
    for (const file of files)
      expect(isValid(await contentOf(file)), `${file}: ${JSON.stringify(isValid.errors)}`).toBe(true)
  },
)

test('a misspelt field of a metric is not valid', async () => {
  const isValid = await validatorOf('view-header')
  const header = (await contentOf('sql/metrics/signups.sql')) as { metrics: Record<string, object> }
  const [first = ''] = Object.keys(header.metrics)
  const misspelt = { ...header, metrics: { [first]: { ...header.metrics[first], about: 'x' } } }
  expect(isValid(header)).toBe(true)
  expect(isValid(misspelt)).toBe(false)
})

test('every schema is tested, named in the docs and published', async () => {
  const schemas = (await readdir('schema/json')).map((file) => file.replace('.schema.json', ''))
  expect(schemas.sort()).toEqual([...all.map(({ name }) => name), 'plumbline', 'policies'].sort())
  const page = await readFile('sql/README.md', 'utf8')
  expect(schemas.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  const { files } = JSON.parse(await readFile('package.json', 'utf8')) as { files: readonly string[] }
  expect(files).toContain('schema/')
})

test('the plumbline.yaml of the docs is valid', async () => {
  const isValid = await validatorOf('plumbline')
  const page = await readFile('docs/adapters.md', 'utf8')
  const [, text = ''] = /```yaml\n(adapters:[\s\S]*?)```/.exec(page) ?? []
  expect(isValid(parse(text)), JSON.stringify(isValid.errors)).toBe(true)
})

test.each([
  {
    name: 'plumbline',
    right: {
      time_zone: 'Europe/Berlin',
      adapters: { stripe: { loader: 'fivetran', feeds: ['invoices'] }, hubspot: null },
    },
    wrong: { adapters: { stripe: { feeds: 'invoices' } } },
  },
  {
    name: 'adapter',
    right: { vendor: 'v', description: 'V', tables: { customer: { id: 'id' } } },
    wrong: { vendor: 'v', description: 'V', tables: { customer: { id: 'uuid' } } },
  },
  {
    name: 'policies',
    right: { roles: { rep: { metrics: ['mrr'] } } },
    wrong: { roles: { rep: { metric: ['mrr'] } } },
  },
  {
    name: 'board',
    right: { board: 'b', title: 'B', description: 'B', panels: [{ title: 'P', metrics: ['mrr'] }] },
    wrong: { board: 'b', title: 'B', description: 'B', panels: [{ title: 'P', metrics: [] }] },
  },
])('$name: an unknown field and an empty list are not valid', async ({ name, right, wrong }) => {
  const isValid = await validatorOf(name)
  expect(isValid(right)).toBe(true)
  expect(isValid(wrong)).toBe(false)
})
