import autocannon from 'autocannon'
import { quantile, slopeOf } from '../load/record.ts'
import type { Question } from './questions.ts'
import { memoryOf, type PeerServer } from './servers.ts'

/** Loads Plumbline with all questions in turn, and prints whether its memory and its times stay as they are. */
export async function loadSteadily(
  servers: readonly PeerServer[],
  questions: readonly Question[],
  { minutes, connections }: { readonly minutes: number; readonly connections: number },
  print: (line: string) => void,
): Promise<void> {
  const server = servers.find(({ asks }) => asks === 'plumbline')
  if (server === undefined) return
  let turn = 0
  const times = new Map(questions.map(({ name }) => [name, [] as number[]]))
  const memory: { readonly time: number; readonly value: number }[] = []
  const begin = performance.now()
  const watching = setInterval(
    () => memory.push({ time: (performance.now() - begin) / 60_000, value: memoryOf(server.pid) }),
    1_000,
  )
  let failed = 0
  for (let part = 0; performance.now() - begin < minutes * 60_000; part += 1) {
    // one question at a time: quantiles over different ones mean nothing
    const question = questions[part % questions.length]
    if (question === undefined) break
    const running = autocannon({
      url: server.url,
      connections,
      duration: Math.min(20, minutes * 20),
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      requests: [{ setupRequest: (request) => ({ ...request, body: server.bodyOf(question, (turn += 1)) }) }],
    })
    // in the first turns, code is compiled
    if (part >= questions.length)
      running.on('response', (_client, _status, _bytes, ms) => times.get(question.name)?.push(ms))
    const { errors, non2xx } = await running
    failed += errors + non2xx
  }
  clearInterval(watching)
  for (const [name, all] of times) {
    all.sort((a, b) => a - b)
    const [p50, p99] = [quantile(all, 0.5), quantile(all, 0.99)]
    print(
      `${name}: ${String(all.length)} requests, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, p99 ÷ p50 ${(p99 / p50).toFixed(1)}`,
    )
  }
  const later = memory.slice(Math.ceil(memory.length / 3))
  const [first = 0, last = 0] = [later.at(0)?.value, later.at(-1)?.value]
  print(`errors: ${String(failed)}`)
  print(
    `resident memory after the first third: ${first.toFixed(0)} to ${last.toFixed(0)} MB, ${slopeOf(later).toFixed(1)} MB per minute`,
  )
}
