import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadCatalog } from '../../../src/catalog/load-catalog.ts'
import { filesIn } from '../../../src/cli/ossie/extension.ts'
import { importOssie } from '../../../src/cli/ossie/import-ossie.ts'
import { documentText, readDocument } from '../../../src/cli/ossie/reading/read-document.ts'
import { toOssie, type Exported } from '../../../src/cli/ossie/to-ossie.ts'
import { releaseOf } from '../../../src/warehouse/release/release.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import { shop } from './shop.ts'

const catalog = await ownCatalog()
let exported: Exported
let folder: string

beforeAll(async () => {
  exported = await toOssie(catalog)
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ossie-'))
})

afterAll(() => rm(folder, { recursive: true }))

const model = () => exported.document.semantic_model[0]

const expressionOf = (name: string) =>
  model()?.metrics?.find((metric) => metric.name === name)?.expression.dialects[0]?.expression

describe('an exported catalogue', () => {
  test('is valid by the schema that the project publishes', async () => {
    // of Apache Ossie, under the Apache License 2.0
    const schema = JSON.parse(await readFile(new URL('osi-schema.json', import.meta.url), 'utf8')) as object
    const ajv = new Ajv2020({ allErrors: true, strict: false })
    const isValid = ajv.validate(schema, parse(stringify(exported.document)))
    expect(ajv.errorsText()).toBe('No errors')
    expect(isValid).toBe(true)
  })

  test('says metrics as one expression over the columns of datasets', () => {
    expect(expressionOf('signups')).toBe('COUNT(1)')
    expect(expressionOf('acv_p50')).toBe(
      'PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY metrics__contract_values.annual_value)',
    )
    const fields = new Set(
      model()?.datasets.flatMap(({ name, fields: own = [] }) => own.map((field) => `${name}.${field.name}`)),
    )
    const used = (model()?.metrics ?? []).flatMap(({ expression }) =>
      [...(expression.dialects[0]?.expression ?? '').matchAll(/\b[a-z]+__\w+\.\w+/g)].map(([path]) => path),
    )
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter((path) => !fields.has(path))).toEqual([])
  })

  test('relates datasets by columns that they have', () => {
    const columns = new Map(
      model()?.datasets.map(({ name, fields = [] }) => [name, new Set(fields.map((field) => field.name))]),
    )
    const relationships = model()?.relationships ?? []
    expect(relationships.length).toBeGreaterThan(100)
    for (const { from, to, from_columns: own, to_columns: theirs } of relationships) {
      expect(own.filter((name) => columns.get(from)?.has(name) !== true)).toEqual([])
      expect(theirs.filter((name) => columns.get(to)?.has(name) !== true)).toEqual([])
      expect(own.length).toBe(theirs.length)
    }
  })

  test('has every metric, or the reason why not', () => {
    const said = new Set(model()?.metrics?.map(({ name }) => name))
    const missing = new Map(exported.losses.map(({ subject, reason }) => [subject, reason]))
    for (const name of catalog.metrics.keys())
      expect(said.has(name) || /^The metric is missing: /.test(missing.get(name) ?? ''), name).toBe(true)
    // the rows of all months together are no revenue
    expect(missing.get('mrr')).toMatch(/balance/)
    expect(missing.get('arr')).toMatch(/its input mrr/)
  })

  test('is read back as the same catalogue', async () => {
    const directory = join(folder, 'same', 'sql')
    const { losses } = await importOssie(stringify(exported.document), 'model.yaml', directory, 'sql')
    expect(losses).toEqual([])
    const again = await loadCatalog(directory)
    expect(releaseOf(again).hash).toBe(releaseOf(catalog).hash)
    expect(again.boards).toEqual(catalog.boards)
    expect([...again.metrics]).toEqual([...catalog.metrics])
  })

  test('that another tool has changed is read as it was, and the changes are named', async () => {
    const changed = structuredClone(exported.document)
    for (const { metrics = [], datasets } of changed.semantic_model) {
      for (const metric of metrics) if (metric.name === 'signups') metric.description = 'Other words.'
      datasets.push({ name: 'more', source: 'raw.more' })
    }
    const directory = join(folder, 'changed', 'sql')
    const { losses } = await importOssie(stringify(changed), 'model.yaml', directory, 'sql')
    expect(losses.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual([
      'signups: It was changed in the document, and is not taken over.',
      'more: It was added in the document, and is not taken over.',
    ])
  })
})

describe('a document of another tool', () => {
  test('becomes sources, entities and metrics that pass the rules', async () => {
    const directory = join(folder, 'shop', 'sql')
    const { losses } = await importOssie(stringify(shop), 'shop.yaml', directory, 'sql')
    const { views, metrics, sources } = await loadCatalog(directory)
    expect(sources.get('orders')?.columns.map(({ name, type }) => [name, type])).toEqual([
      ['order_id', 'text'],
      ['customer_id', 'text'],
      ['ordered_on', 'date'],
      ['amount', 'numeric'],
      ['status', 'text'],
    ])
    expect(views.get('metrics.orders')?.header).toMatchObject({ time: 'ordered_on', time_type: 'date' })
    expect(metrics.get('order_total')?.header).toMatchObject({ kind: 'sum', expression: 'amount' })
    expect(metrics.get('order_value')).toMatchObject({
      dimensions: ['status', 'is_large', 'country'],
      header: { kind: 'derived', expression: 'order_value_part_1 / order_value_part_2' },
    })
    expect(losses.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual([
      'late_share: Its columns are not written with their datasets, such as orders.amount.',
      'mixed: An aggregate of it reads several datasets.',
      'none: orders.amount is outside of an aggregate.',
      'shop: Its extensions of other tools are not read.',
      'Orders: No type is known of order_id, customer_id, status: they are read as text.',
      'Customers: No type is known of customer_id, country: they are read as text.',
    ])
  })

  test('is not mixed with relations that exist', async () => {
    const named = stringify(shop).replaceAll('Orders', 'Accounts')
    await expect(importOssie(named, 'shop.yaml', join(folder, 'taken', 'sql'), 'sql')).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { problems: ['source.accounts'] },
    })
  })

  test('that breaks a rule leaves nothing behind', async () => {
    const base = join(folder, 'rules')
    const named = structuredClone(shop)
    for (const { metrics = [] } of named.semantic_model) for (const metric of metrics) metric.name = 'signups'
    await expect(importOssie(stringify(named), 'x.yaml', join(base, 'sql'), 'sql')).rejects.toMatchObject({
      code: 'BAD_CATALOG',
      message: expect.stringContaining(`The files in ${join(base, 'sql')} have`) as unknown,
    })
    expect(await readdir(base)).toEqual([])
  })

  test.each([
    ['', 'x.yaml is empty.'],
    ['shop', /must have the fields version and semantic_model/],
    ['version: 1.0.0', /is of version 1\.0\.0 of Apache Ossie\. Known is 0\.2\.0\.dev0/],
    ['version: "0.2', /^x\.yaml is incomplete: /],
    [stringify(shop).split('metrics:')[0]?.split('to_columns:')[0], /is it incomplete\?$/],
    ['version: 0.2.0.dev0\n\tsemantic_model: []\nx: 1', /^x\.yaml is no YAML: /],
  ])('that is cut off or of another kind is told what it is: %#', async (text = '', message) => {
    await expect(importOssie(text, 'x.yaml', join(folder, 'x'), 'sql')).rejects.toThrow(message)
  })

  test('has its unknown fields and its other version named', () => {
    const text = stringify({ ...shop, version: '0.9', wobble: 1 }).replace(
      'name: amount',
      'name: amount\n            hue: red',
    )
    expect(readDocument(text, 'x.yaml').losses.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual(
      [
        'version: Version 0.9 is read as 0.2.0.dev0.',
        'amount: The specification has no field hue: it is not read.',
        'x.yaml: The specification has no field wobble: it is not read.',
      ],
    )
  })

  test('that is a directory is told so', async () => {
    await expect(documentText(folder)).rejects.toThrow(`${folder} is a directory`)
  })

  test('whose files would be written elsewhere is rejected', () => {
    const data = JSON.stringify({ files: { '../../.profile': '' } })
    const extended = { name: 'shop', custom_extensions: [{ vendor_name: 'PLUMBLINE', data }] }
    expect(() => filesIn(extended)).toThrow('which is none of definitions')
  })

  test('that is no document is rejected with every fault', async () => {
    await expect(importOssie('version: 0', 'x.yaml', join(folder, 'x'), 'sql')).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { problems: [expect.stringMatching(/^version/), expect.stringMatching(/^semantic_model/)] },
    })
  })
})
