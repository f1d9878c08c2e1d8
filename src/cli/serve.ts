import { once } from 'node:events'
import { Command } from 'commander'
import { loadCatalog } from '../catalog/load-catalog.ts'
import { runtimeOf } from '../open-runtime.ts'
import type { CommonOptions } from './arguments/common-options.ts'
import { withCommonOptions } from './arguments/common-options.ts'
import type { Terminal } from './terminal.ts'

type ServeOptions = CommonOptions & { readonly host?: string; readonly port?: string; readonly demo?: true }

export const serveCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('serve')).action(async (options: ServeOptions) => {
    void [terminal, options, once, loadCatalog, runtimeOf]
    await Promise.reject(new Error('The server is not there yet.'))
  })
