import { hostname } from 'node:os'
import { PlumblineError } from '../../../errors.ts'
import { recordLock } from '../../contract/source-record.ts'
import type { Engine } from '../../engine/engine.ts'

/** This process, for messages and the history. */
export const thisProcess = `process ${process.pid} on ${hostname()}`

/**
 * Takes the lease of the refresh for the rest of the transaction: no other process refreshes or loads meanwhile. The
 * database releases it with the transaction, however that ends, so a dead process holds none.
 *
 * @throws PlumblineError `REFRESH_RUNNING` when another process holds it
 */
export async function takeLease(transaction: Engine): Promise<void> {
  const [row] = await transaction.query<{ is_taken: boolean }>({
    sql: `select pg_try_advisory_xact_lock(${recordLock}) as is_taken`,
    parameters: [],
  })
  if (row?.is_taken !== true) throw await leaseTaken(transaction)
}

async function leaseTaken(engine: Engine): Promise<PlumblineError> {
  const [holder] = await engine.query<{ process: number; since: string | null; started_by: string | null }>({
    sql: `select
        locks.pid as process,
        coalesce(running.started_at, activity.xact_start) as since,
        running.started_by
      from pg_catalog.pg_locks as locks
      left join pg_catalog.pg_stat_activity as activity on locks.pid = activity.pid
      -- its batch was announced just before its transaction; a load has none yet
      left join plumbline.batches as running
        on running.ended_at is null
        and coalesce(running.started_at > activity.xact_start - interval '1 minute', true)
      where
        locks.locktype = 'advisory'
        and locks.database = (select oid from pg_catalog.pg_database where datname = current_database())
        and locks.classid = 0
        and locks.objid = ${recordLock}
        and locks.granted
      order by running.batch desc
      limit 1`,
    parameters: [],
  })
  const by = holder?.started_by ?? `a load in session ${holder?.process ?? 'of another process'}`
  const since = holder?.since ?? null
  return new PlumblineError(
    'REFRESH_RUNNING',
    `Another refresh or load is running: ${by}${since === null ? '' : `, since ${since}`}. Nothing was changed; wait for its end, or end that process.`,
    { subject: 'refresh' },
  )
}
