import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'

/** A network that can stop to deliver anything, without an end of its connections. */
interface Network {
  readonly url: string
  readonly cut: () => void
  /** Delivers on new connections again; those of before stay silent, as after a failover. */
  readonly restore: () => void
  readonly close: () => void
}

function networkTo(target: string): Promise<Network> {
  const url = new URL(target)
  const { port, hostname } = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    if (isCut) return
    near.pipe(far).pipe(near)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      url.port = String((server.address() as AddressInfo).port)
      resolve({
        url: url.href,
        cut: () => {
          isCut = true
          for (const socket of sockets) socket.unpipe()
          for (const socket of sockets) socket.pause()
        },
        restore: () => (isCut = false),
        close: () => {
          for (const socket of sockets) socket.destroy()
          server.close()
        },
      })
    })
  })
}

let postgres: TestPostgres
let network: Network

beforeAll(async () => {
  postgres = await openTestPostgres(postgresUrl())
  network = await networkTo(postgres.url)
})

afterAll(async () => {
  network.close()
  await postgres.stop()
})

const select = (sql: string) => ({ sql, parameters: [] })

test('a statement ends soon after its limit, although the server is silent; later ones get new connections', async () => {
  const engine = await openEngine(network.url, { statementTimeoutMs: 500, poolSize: 1 })
  const snapshot = engine.snapshot()
  expect(await snapshot.query(select('select 1 as one'))).toEqual([{ one: 1 }])
  const running = snapshot.query(select('select pg_sleep(0.4)'))
  network.cut()
  const begin = performance.now()
  await expect(running).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  await snapshot.close()
  expect(performance.now() - begin).toBeLessThan(8_000)
  network.restore()
  expect(await engine.query(select('select 1 as one'))).toEqual([{ one: 1 }])
  await engine.close()
})
