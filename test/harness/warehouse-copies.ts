import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPgliteFrom, openPgliteInDirectory, openTestPostgres } from './engines.ts'
import { archiveDirectory, deployedTemplate } from './templates.ts'
import type { EngineKind } from './warehouse.ts'

/** A database of its own; `close` removes it. */
export interface WarehouseCopy {
  readonly engine: Engine
  readonly close: () => Promise<void>
}

/** Opens copies of one warehouse; `remove` at the end. */
export interface WarehouseCopies {
  readonly open: () => Promise<WarehouseCopy>
  readonly remove: () => Promise<void>
}

/**
 * A deployed warehouse, filled once, for tests that change the relations themselves: a copy takes less time than to
 * drop every relation and to deploy again.
 */
export const makeCopies = (
  kind: EngineKind,
  fill: (engine: Engine) => Promise<unknown>,
): Promise<WarehouseCopies> => (kind === 'pglite' ? pgliteCopies(fill) : postgresCopies(fill))

const pgliteCopies = async (fill: (engine: Engine) => Promise<unknown>): Promise<WarehouseCopies> => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-copies-'))
  const archive = pathToFileURL(join(folder, 'filled.tar'))
  const directory = join(folder, 'filled')
  const engine = await openPgliteInDirectory(directory, new URL(inject('deployedArchive')))
  await fill(engine).finally(() => engine.close())
  await archiveDirectory(directory, archive)
  return {
    open: async () => {
      const copy = await openPgliteFrom(archive)
      return { engine: copy, close: () => copy.close() }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

const postgresCopies = async (fill: (engine: Engine) => Promise<unknown>): Promise<WarehouseCopies> => {
  const server = inject('postgresUrl')
  const filled = await openTestPostgres(server, {}, deployedTemplate)
  // a database with a connection cannot be copied
  await fill(filled.engine).finally(() => filled.engine.close())
  const template = new URL(filled.url).pathname.slice(1)
  return {
    open: async () => {
      const { engine, stop } = await openTestPostgres(server, {}, template)
      return { engine, close: stop }
    },
    remove: filled.remove,
  }
}
