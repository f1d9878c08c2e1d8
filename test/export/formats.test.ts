import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFormats } from '../../src/export/format.ts'
import type { ExportFormat } from '../../src/export/format.ts'
import { writersOf } from '../../src/export/create-writer.ts'
import type { Chunk } from '../../src/export/result-writer.ts'
import { writingSink } from '../../src/export/write-result.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { Runtime } from '../../src/query/runtime.ts'
import { streamQuery } from '../../src/query/stream-query.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import { PlumblineError } from '../../src/errors.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { readExport, toText } from './read-export.ts'
import type { ReadExport } from './read-export.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

let runtime: Runtime
let close: () => Promise<void>

beforeAll(async () => {
  const warehouse = await openDeployed(oneEngine)
  const data = await writeDataSet(smallCompany)
  await load(warehouse.engine, warehouse.catalog.sources, [data.directory])
  await data.remove()
  await refresh(warehouse.engine, warehouse.catalog)
  runtime = runtimeOf(warehouse.catalog, warehouse.engine)
  close = warehouse.close
})

afterAll(() => close())

async function exported(request: MetricsRequestInput, format: ExportFormat): Promise<ReadExport> {
  const createWriter = await writersOf(format, { provenance: true, escapeFormulas: false })
  const chunks: Chunk[] = []
  const nothing = () => Promise.resolve()
  const sink = writingSink(createWriter, {
    open: nothing,
    send: (chunk) => Promise.resolve(void chunks.push(chunk)),
    close: nothing,
  })
  await streamQuery(runtime, request, sink)
  return readExport(format, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as Uint8Array))))
}

/** The rows of a result, as text. */
const asText = ({ rows, totals }: Pick<MetricsResult, 'rows' | 'totals'>) =>
  [...rows, ...(totals === null ? [] : [totals])].map((row) => row.map((value) => toText(value)))

const questions: Readonly<Record<string, MetricsRequestInput>> = {
  'money, ratios and counts by month': {
    metrics: ['mrr', 'net_new_mrr', 'signups', 'activation_rate'],
    by: ['industry'],
    grain: 'month',
    parts: true,
    options: { core_action: 'commit' },
  },
  hours: { metrics: ['signups'], grain: 'hour', from: '2025-01-01', to: '2025-01-02', by: ['signup_source'] },
  cohorts: { metrics: ['user_retention_rate'], grain: 'month', parts: true },
  comparisons: { metrics: ['mrr'], grain: 'month', compareTo: ['previous'] },
  'a total': { metrics: ['signups'], by: ['user_country'], totals: true },
  'the first rows in an order': {
    metrics: ['active_events'],
    by: ['account'],
    orderBy: [{ column: 'active_events', direction: 'desc' }],
    first: 2,
  },
  'no rows': {
    metrics: ['signups'],
    by: ['signup_source'],
    having: [{ column: 'signups', operator: 'gt', value: 99 }],
  },
}

test.each(shareOf(Object.entries(questions), 3))(
  '%s: each format has the rows and the provenance of the answer',
  async (_, question) => {
    const answer = await runQuery(runtime, question)
    for (const format of exportFormats) {
      const { names, rows, provenance } = await exported(question, format)
      expect(rows, format).toEqual(asText(answer))
      if (format !== 'ndjson' || rows.length > 0)
        expect(names).toEqual(answer.columns.map(({ name }) => name))
      expect(provenance, format).toMatchObject({
        ...(JSON.parse(JSON.stringify(answer.provenance)) as object),
        columns: answer.columns,
        ...(format === 'arrow' ? {} : { rows: rows.length }),
      })
    }
  },
)

slowTest('every metric fits the types of Arrow, to the last digit', async () => {
  let checked = 0
  for (const [name, { header }] of runtime.catalog.metrics) {
    const request: MetricsRequestInput = {
      metrics: [name],
      parts: true,
      options: {},
      ...('grain' in header ? {} : { grain: 'month' as const }),
    }
    const answer = await runQuery(runtime, request).catch((error: unknown) => error)
    // metrics of other source tables
    if (answer instanceof PlumblineError) continue
    expect((await exported(request, 'arrow')).rows, name).toEqual(asText(answer as MetricsResult))
    checked += 1
  }
  expect(checked).toBeGreaterThan(60)
})

test('subtotals are rejected before a row is read', async () => {
  await expect(
    exported({ metrics: ['signups'], by: ['user_country'], subtotals: true }, 'csv'),
  ).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})
