import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadData } from '../../src/cli/steps/load-data.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { writeDataSet } from '../contract/data-set.ts'
import type { DataSet } from '../contract/data-set.ts'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { GraphQLAnswer, ServerUnderTest } from './server-under-test.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

/** A number of users, one per day, in three countries by turns: every metric reveals the number. */
const people = (count: number): Readonly<Record<string, string>> => ({
  'users.csv': `user_id,created_at,country\n${Array.from(
    { length: count },
    (_, index) => `u${index},2025-01-${String(index + 1).padStart(2, '0')}T00:00:00Z,c${index % 3}\n`,
  ).join('')}`,
})

const question = `{
  signups(by: [USER_COUNTRY]) {
    rows { signups { value } } totals { signups { value } } provenance { dataAsOf }
  }
  metrics(input: { metrics: [SIGNUPS], by: [USER_COUNTRY], top: { dimension: USER_COUNTRY, count: 1 }, totals: true }) {
    rows totals provenance { dataAsOf }
  }
  users(first: 50) { totalCount nodes { key } }
  catalog { dataAsOf }
}`

/** Every number of a result that is the number of users, and every time that it reports as known. */
function saidOf({ data, errors }: GraphQLAnswer): {
  readonly counts: readonly number[]
  readonly moments: readonly unknown[]
} {
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  const sum = (values: unknown) => (values as readonly unknown[]).reduce<number>((a, b) => a + Number(b), 0)
  return {
    counts: [
      sum(at(data, 'signups.rows.*.signups.value')),
      Number(at(data, 'signups.totals.signups.value')),
      sum(at(data, 'metrics.rows.*.1')),
      Number(at(data, 'metrics.totals.1')),
      Number(at(data, 'users.totalCount')),
      (at(data, 'users.nodes') as readonly unknown[]).length,
    ],
    moments: ['signups.provenance', 'metrics.provenance', 'catalog'].map((place) =>
      at(data, `${place}.dataAsOf`),
    ),
  }
}

describe.each(engineKinds)('on %s', (kind) => {
  const sizes = [9, 14, 20, 11]
  const quiet = { step: () => undefined, end: () => undefined }
  let server: ServerUnderTest
  let dataSets: readonly DataSet[]

  beforeAll(async () => {
    server = await startServerUnderTest(people(9), kind)
    dataSets = await Promise.all(sizes.map((size) => writeDataSet(people(size))))
  })

  afterAll(async () => {
    await server.stop()
    await Promise.all(dataSets.map((dataSet) => dataSet.remove()))
  })

  test('no result mixes numbers of two loads, during concurrent loads', async () => {
    const catalog = await ownCatalog()
    let isOver = false
    const seen: ReturnType<typeof saidOf>[] = []
    const ask = async () => {
      while (!isOver) seen.push(saidOf(await server.ask(question)))
    }
    const loadAgain = async () => {
      for (const dataSet of [...dataSets, ...dataSets])
        await loadData(server.engine, catalog, [dataSet.directory], {}, quiet)
    }
    await Promise.all([ask(), ask(), ask(), ask(), loadAgain().finally(() => (isOver = true))])
    const mixed = seen.filter(({ counts, moments }) => new Set(counts).size > 1 || new Set(moments).size > 1)
    expect(mixed).toEqual([])
    // the loads were visible, and the queries did not wait for the last one
    expect(new Set(seen.map(({ counts: [first] }) => first)).size).toBeGreaterThan(1)
  })
})
