import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import { openPglite } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

/** Longer than the server waits with its first measurement. */
const measuredAfterMs = 4_000

test('a server under pressure rejects queries, and still has the page and its files', async () => {
  const runtime = runtimeOf(await ownCatalog(), await openPglite())
  const settings = { host: '127.0.0.1', port: 0, logLevel: 'silent', maxEventLoopDelayMs: 20 } as const
  const server = await startServer(runtime, settings, { log: createLog('silent') })
  const pressure = setInterval(blockEventLoop, 1)
  try {
    await setTimeout(measuredAfterMs)
    const statusOf = async (path: string) => {
      const response = await fetch(new URL(path, server.url))
      await response.arrayBuffer()
      return response.status
    }
    expect(await statusOf('/graphql?query={__typename}')).toBe(503)
    expect(await statusOf('/')).toBe(200)
  } finally {
    clearInterval(pressure)
    await server.stop()
    await runtime.close()
  }
})

function blockEventLoop(): void {
  const end = performance.now() + 80
  while (performance.now() < end);
}
