import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { quick, rejected, slow } from './questions.ts'

/** The server under load, and the keys of its callers. */
export interface Target {
  readonly port: number
  readonly keys: readonly string[]
}

/** How a request ended: its status; `gone` when the caller closed the connection, `failed` when the server did. */
export type Outcome = number | 'gone' | 'failed'

/** Records a request of a kind, and its time in milliseconds. */
export type Report = (kind: string, outcome: Outcome, ms: number) => void

/** One connection: sends one request after the other until the end. */
export type Caller = (target: Target, report: Report, isOver: () => boolean) => Promise<void>

/** The callers of sixteen connections: eight ask quick questions, four slow ones, four attack. */
export const callers: readonly Caller[] = [
  ...Array.from({ length: 8 }, (_, index) => asking('quick', quick, index % 4)),
  ...Array.from({ length: 4 }, (_, index) => asking('slow', slow, 4 + (index % 2))),
  asking('rejected', rejected, 6),
  asking('wrong key', quick, null),
  leaving(6),
  halfSending(),
]

/** Asks questions in turn, with one of the keys; null: with one that does not exist. */
function asking(kind: string, questions: readonly string[], key: number | null): Caller {
  return async ({ port, keys }, report, isOver) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let turn = 0; !isOver(); turn += 1) {
      const question = turn % questions.length
      const begin = performance.now()
      const outcome = await post(port, agent, key === null ? 'wrong' : keys[key], questions[question] ?? '')
      report(kind === 'quick' ? `quick ${question + 1}` : kind, outcome, performance.now() - begin)
      // an attack that is rejected at once would only measure the speed of the rejection
      if (kind === 'rejected' || kind === 'wrong key') await sleep(20)
    }
    agent.destroy()
  }
}

/** Asks slow questions, and disconnects before the answer. */
function leaving(key: number): Caller {
  return async ({ port, keys }, report, isOver) => {
    for (let turn = 0; !isOver(); turn += 1) {
      const agent = new Agent()
      const begin = performance.now()
      const answered = post(port, agent, keys[key], slow[turn % slow.length] ?? '', 5 + (turn % 60))
      report('disconnects', await answered, performance.now() - begin)
      agent.destroy()
    }
  }
}

/** Opens connections that send half a request, and keeps up to 200 of them open. */
function halfSending(): Caller {
  return async ({ port }, report, isOver) => {
    const open: { destroy: () => void }[] = []
    while (!isOver()) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{')
      open.push(socket)
      if (open.length > 200) open.shift()?.destroy()
      report('half-sent', 'gone', 0)
      await sleep(50)
    }
    for (const socket of open) socket.destroy()
  }
}

/** Sends a query; the caller may leave after some milliseconds. */
function post(
  port: number,
  agent: Agent,
  key: string | undefined,
  query: string,
  leaveAfterMs?: number,
): Promise<Outcome> {
  const whenBroken = leaveAfterMs === undefined ? 'failed' : 'gone'
  return new Promise((resolve) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key ?? ''}` },
        ...(leaveAfterMs === undefined ? {} : { signal: AbortSignal.timeout(leaveAfterMs) }),
      },
      (response) => {
        response.resume()
        response.once('end', () => resolve(response.statusCode ?? 0))
        response.once('error', () => resolve(whenBroken))
      },
    )
    sent.once('error', () => resolve(whenBroken))
    sent.end(JSON.stringify({ query }))
  })
}
