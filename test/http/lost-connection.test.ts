import { expect, inject, test } from 'vitest'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

const mrr = '{ metrics(input: { metrics: [MRR], grain: MONTH }) { rows } }'

test('a request whose connection is killed during a statement runs once more', async () => {
  const postgres = await openTestPostgres(inject('postgresUrl'), {}, deployedTemplate)
  const other = await openEngine(postgres.url)
  const catalog = await ownCatalog()
  const server = await startServerUnderTest(smallCompany, () =>
    Promise.resolve({ engine: postgres.engine, catalog, close: () => Promise.resolve() }),
  )
  const killed: number[] = []
  /** Kills the backend of a statement that waits for a lock. */
  const killWaiting = async () => {
    const before = killed.length
    await expect
      .poll(async () => {
        const rows = await other.query<{ pid: number }>({
          sql: `select pid, pg_terminate_backend(pid)
            from pg_stat_activity
            where
              datname = current_database()
              and wait_event_type = 'Lock'
              and pid <> all ($1::integer[])`,
          parameters: [killed],
        })
        return killed.push(...rows.map(({ pid }) => pid))
      })
      .toBe(before + 1)
  }
  try {
    const expected = await server.ask(mrr)
    expect(expected.errors).toBeUndefined()
    server.logged()
    let answer = Promise.resolve(expected)
    await other.transaction(async (transaction) => {
      await transaction.execute('lock table facts.revenue_movements in access exclusive mode')
      answer = server.ask(mrr)
      await killWaiting()
    })
    expect((await answer).data).toEqual(expected.data)
    const events = server.logged()
    expect(events.filter(({ event }) => event === 'run_again')).toHaveLength(1)
    expect(events.filter(({ event }) => event === 'audit').at(-1)).toMatchObject({ status: 200, errors: [] })

    await other.transaction(async (transaction) => {
      await transaction.execute('lock table facts.revenue_movements in access exclusive mode')
      answer = server.ask(mrr)
      await killWaiting()
      await killWaiting()
    })
    const failed = await answer
    expect(failed.errors?.[0]?.extensions).toMatchObject({
      code: 'WAREHOUSE_UNAVAILABLE',
      requestId: failed.requestId,
    })
    expect(JSON.stringify(failed)).not.toMatch(/terminat|select|postgres/i)
    expect((await server.ask(mrr)).data).toEqual(expected.data)
  } finally {
    await server.stop()
    await other.close()
    await postgres.stop()
  }
})
