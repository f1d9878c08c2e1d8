import { median } from '../measure.ts'
import type { Question } from './questions.ts'
import { ask, type PeerServer } from './servers.ts'

/** How many new documents each server sees. */
const count = 100

/** The time of documents that a server has never seen: one at a time, the servers in turn. */
export async function compareFirstSight(
  servers: readonly PeerServer[],
  questions: readonly Question[],
  print: (line: string) => void,
): Promise<void> {
  // a bare handler reads no documents
  const readers = servers.filter(({ asks }) => asks !== 'bare')
  for (const question of questions) {
    const times = new Map(readers.map(({ name }) => [name, [] as number[]]))
    for (let turn = 0; turn < count; turn += 1)
      for (const server of readers) {
        // another name makes another document
        const body = server.bodyOf(question, turn).replace(/query (\w+)/, `query $1${String(turn)}`)
        const since = performance.now()
        await ask(server, body)
        times.get(server.name)?.push(performance.now() - since)
      }
    const p50 = (name: string) => median(times.get(name) ?? [])
    const shown = readers.map(
      ({ name }) =>
        `${name} ${p50(name).toFixed(1)} ms (${(p50(name) / p50('postgraphile')).toFixed(2)} × postgraphile)`,
    )
    print(`${question.name}, first sight of a document, p50: ${shown.join(', ')}`)
  }
}
