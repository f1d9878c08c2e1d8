import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { fillRollups } from '../../rollups/fill-rollups.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { refreshBatch } from '../../warehouse/release/refresh.ts'
import { rejectUndeployed } from './with-warehouse.ts'

interface RegularRefreshes {
  readonly engine: Engine
  /** The time from the end of one refresh to the start of the next. */
  readonly everySeconds: number
  readonly log: Log
  /** The definitions to refresh with. */
  readonly readCatalog: () => Promise<Catalog>
}

/**
 * Refreshes the stored views and the rollups again and again while a server runs. A refresh that fails is logged and tried again at its
 * next time; when another process refreshes, this one has nothing to do.
 *
 * @returns ends the refreshes; resolves when the running one has ended, with its current view
 */
export function refreshRegularly({
  engine,
  everySeconds,
  log,
  readCatalog,
}: RegularRefreshes): () => Promise<void> {
  const end = new AbortController()
  const ending = end.signal
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  const refreshOnce = async () => {
    const catalog = await readCatalog()
    // stored views may only be filled by the deployed definitions
    await rejectUndeployed(engine, catalog)
    const { batch, asOf, views } = await refreshBatch(engine, catalog, {
      // a server that ends does not wait for a long refresh: what it has done is rolled back
      onProgress: () => ending.throwIfAborted(),
      after: (transaction) =>
        fillRollups(transaction, catalog, { onProgress: () => ending.throwIfAborted() }),
    })
    const changed = views.filter(({ rows }) => rows > 0)
    log.info({
      event: 'refreshed',
      batch,
      asOf,
      views: changed.map(({ view }) => view),
      rows: changed.reduce((sum, { rows }) => sum + rows, 0),
      ms: views.reduce((sum, { ms }) => sum + ms, 0),
    })
  }

  const plan = () => {
    timer = setTimeout(() => {
      running = refreshOnce()
        .catch((error: unknown) => logFailure(log, error))
        .then(() => {
          if (!ending.aborted) plan()
        })
    }, everySeconds * 1_000)
  }

  plan()
  return () => {
    end.abort(new Error('The server ends.'))
    clearTimeout(timer)
    return running
  }
}

function logFailure(log: Log, error: unknown): void {
  if (error instanceof PlumblineError && error.code === 'REFRESH_RUNNING')
    log.info({ event: 'refresh_skipped', message: error.message })
  else log.error({ event: 'refresh_failed', err: error })
}
