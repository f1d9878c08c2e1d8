import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'

test('a stopping server is not ready, but accepts requests until the delay has passed', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { drainDelaySeconds: 1 })
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
  const closed = once(silent, 'close')
  await once(silent, 'connect')
  const begin = performance.now()
  const stopped = server.stop()
  const ready = await fetch(`${server.url}/ready`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }])
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect((await server.ask('{ accounts { totalCount } }')).status).toBe(200)
  await stopped
  // a connection that has sent nothing does not delay the end
  expect(performance.now() - begin).toBeLessThan(5_000)
  await closed
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()
})

test('a request that takes longer than the drain is cut off, and its statement ends', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { drainTimeoutSeconds: 0.3 })
  const held = server.holdNext()
  const cutOff = expect(server.ask('{ accounts { totalCount } }')).rejects.toThrow()
  const signal = await held
  const begin = performance.now()
  await server.stop()
  await cutOff
  expect(performance.now() - begin).toBeGreaterThan(250)
  await expect.poll(() => signal?.aborted).toBe(true)
})

test('data older than the limit make a server not ready', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { maxDataAgeHours: 24 })
  try {
    const ready = await fetch(`${server.url}/ready`)
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'stale',
        dataAsOf: '2025-03-31T11:00:00Z',
        refreshedAt: expect.any(String) as string,
        oldRollups: 0,
        unreadRollups: expect.any(Number) as number,
      },
    ])
  } finally {
    await server.stop()
  }
})
