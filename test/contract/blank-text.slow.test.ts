import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import type { SourceColumn } from '../../src/catalog/files/source-table.ts'
import { readAs } from '../../src/warehouse/contract/reading.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed, warehouseOf } from '../harness/warehouse.ts'
import { lines, writeDataSet } from './data-set.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { slowTest } from '../harness/slow-test.ts'

const blanks = [
  ['spaces', '  '],
  ['tabs', '\t\t'],
  ['line breaks', '\n\r\n'],
  ['non-breaking spaces', '\u00a0\u202f'],
  ['ideographic spaces', '\u3000'],
  ['spaces without width', '\u200b\ufeff'],
  ['several kinds', ' \t\u2003\n'],
] as const

const samples = {
  date: '2024-01-02',
  timestamptz: '2024-01-02T00:00:00Z',
  boolean: false,
  jsonb: '{}',
  numeric: '1',
  bigint: '1',
}

describe.each(engineKinds)('blank text, on %s', (kind) => {
  let engine: Engine
  let close: () => Promise<void>
  let catalog: Catalog

  beforeAll(async () => {
    ;({ engine, catalog, close } = await openDeployed(kind))
  })

  afterAll(() => close())

  test('consists of Unicode white space and zero-width spaces', async () => {
    const rows = await engine.query<{ code: number }>({
      sql: `select code from generate_series(1, 65535) as codes (code)
        where code not between 55296 and 57343 and ${readAs('text', 'chr(code)')} is null`,
      parameters: [],
    })
    const withoutWidth = ['\u180e', '\u200b', '\u2060', '\ufeff']
    const expected = Array.from({ length: 65_535 }, (_, index) => String.fromCharCode(index + 1)).filter(
      (sign) => /\p{White_Space}/u.test(sign) || withoutWidth.includes(sign),
    )
    expect(rows.map(({ code }) => String.fromCharCode(code))).toEqual(expected)
  })

  slowTest(
    'is null in every text column of every staging view, and surrounding spaces are removed',
    async () => {
      const isText = ({ type }: SourceColumn) => type === 'text'
      const sample = ({ type }: SourceColumn, text: string) => ({ ...samples, text })[type]
      for (const [written, read] of [
        ['\t\u00a0', null],
        ['\u00a0Word\t', 'word'],
      ] as const) {
        for (const table of catalog.sources.values()) {
          await engine.execute(`delete from source.${table.name}`)
          await engine.query({
            sql: `insert into source.${table.name} values (${table.columns.map((_, index) => `$${index + 1}`).join(', ')})`,
            parameters: table.columns.map((column) => sample(column, written)),
          })
        }
        await engine.execute("update plumbline.source_state set provided = true, loaded_at = '2024-02-01'")
        await refresh(engine, catalog)
        for (const table of catalog.sources.values()) {
          const view = catalog.views.get(`staging.${table.name}`)
          if (view === undefined) continue
          const texts = table.columns.filter((column) => isText(column) && view.columns.includes(column.name))
          const { rows } = await engine.queryArrays({
            sql: `select ${texts.map(({ name }) => `lower(${name}::text)`).join(', ')} from ${view.name}`,
            parameters: [],
          })
          for (const row of rows)
            expect({ table: table.name, row }).toEqual({ table: table.name, row: texts.map(() => read) })
        }
      }
    },
  )

  test.each(blanks)('in %s is reported as a violation, and its metric rejected', async (_kind, blank) => {
    const data = await writeDataSet({
      'subscription_periods.csv': lines(
        'period_id,subscription_id,customer_id,plan,started_at,amount,interval',
        `p1,s1,"${blank}",plus,2024-01-01T00:00:00Z,10,month`,
        `p2,s2,c2,"${blank}",2024-01-01T00:00:00Z,10,month`,
      ),
    })
    await load(engine, catalog.sources, [data.directory])
    const violations = await refresh(engine, catalog)
    await data.remove()
    expect(violations.map(({ rule, violations: rows, examples }) => [rule, rows, examples])).toEqual([
      ['required customer_id', 1, [`period_id "p1", customer_id ${JSON.stringify(blank)}`]],
      ['blank plan', 1, [`period_id "p2", plan ${JSON.stringify(blank)}`]],
    ])
    expect((await warehouseOf(engine, catalog).rejection({ metrics: ['mrr'] })).code).toBe('CONTRACT_BROKEN')
  })

  test('creates no item of its own, and a metered item is metered with spaces around the value', async () => {
    const period = (id: string, item: string, usage: string) =>
      `${id},s1,c1,"${item}","${usage}",2024-01-01T00:00:00Z,10,month`
    const data = await writeDataSet({
      'subscription_periods.csv': lines(
        'period_id,subscription_id,customer_id,item_id,usage_type,started_at,amount,interval',
        period('p1', '\t', 'licensed'),
        period('p2', '\u00a0', '\u00a0licensed'),
        period('p3', '', 'Metered\t'),
      ),
    })
    await load(engine, catalog.sources, [data.directory])
    const violations = await refresh(engine, catalog)
    await data.remove()
    const overlaps = violations.filter(({ rule }) => rule.startsWith('overlap'))
    expect(overlaps.map(({ violations: rows, examples }) => [rows, examples[0]?.split(',')[0]])).toEqual([
      [1, 'period_id "p2"'],
    ])
  })

  test('around an id does not create another id', async () => {
    const data = await writeDataSet({
      'workspaces.csv': lines(
        'workspace_id,name,created_at',
        'w1,One,2024-01-01T00:00:00Z',
        '"w1\t",Two,2024-01-01T00:00:00Z',
      ),
    })
    await expect(load(engine, catalog.sources, [data.directory])).rejects.toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining('is already in row 2; it must be unique') as string,
    })
    await data.remove()
  })
})
