import type { Log } from '../../log.ts'
import type { Rewritten } from './rewriting/rewriter.ts'

/** Logs the queries of metrics of a session: the role, the definitions, and what came back. */
export interface Audit {
  readonly time: (rewrite: () => Promise<Rewritten>) => Promise<Rewritten>
  readonly rejected: (code: string) => void
  /** The tag of a finished statement, such as `SELECT 12`. */
  readonly completed: (tag: string) => void
}

export function createAudit(log: Log, user: string): Audit {
  let last: { readonly rewritten: Rewritten; readonly started: number; readonly planMs: number } | null = null
  const write = (fields: object) => log.info({ event: 'audit', method: 'sql', subject: user, ...fields })
  return {
    time: async (rewrite) => {
      const started = performance.now()
      const rewritten = await rewrite()
      last = { rewritten, started, planMs: performance.now() - started }
      return rewritten
    },
    rejected: (code) => write({ status: 'rejected', errors: [code] }),
    completed: (tag) => {
      if (last === null) return
      const { rewritten, started, planMs } = last
      last = null
      const { role, policyHash, metrics } = rewritten
      const rows = Number(/\d+$/.exec(tag)?.[0] ?? 0)
      const ms = performance.now() - started
      write({
        role,
        policyHash,
        metrics,
        rows,
        planMs: tenths(planMs),
        ms: tenths(ms),
        status: 'ok',
        errors: [],
      })
    },
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
