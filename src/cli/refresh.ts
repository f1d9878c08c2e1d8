import { Command } from 'commander'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { refresh } from '../warehouse/refresh.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import { withCommonOptions } from './arguments/common-options.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { refuseUndeployed, withEngine } from './with-warehouse.ts'

/** `plumbline refresh`: fills what is kept as tables anew. */
export const refreshCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('refresh'))
    .description('fill the stored views anew, after another loader has changed the source tables')
    .addHelpText('after', '\nExample:\n  $ plumbline refresh --database postgres://localhost/warehouse')
    .action((options: CommonOptions) => run(terminal, options))

async function run(terminal: Terminal, options: CommonOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine({ ...options, mustExist: true }, async (engine) => {
    await refuseUndeployed(engine, catalog)
    const progress = createProgress(terminal)
    await refresh(engine, catalog, (view, done, total) =>
      progress.step('stored views', done, total, view),
    ).finally(() => progress.end())
  })
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored).map(({ name }) => name)
  if (options.json === true) terminal.out(`${JSON.stringify({ refreshed: stored })}\n`)
  else terminal.out(stored.map((name) => `${name}\n`).join(''))
}
