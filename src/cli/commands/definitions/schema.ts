import { Command } from 'commander'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** `plumbline schema`: prints the GraphQL schema, without a server or a database. */
export function schemaCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('schema'))
    .description('print the GraphQL schema; needs no database')
    .addHelpText('after', '\nExample:\n  $ plumbline schema > schema.graphql')
    .action(async ({ sql, json }: CommonOptions) => {
      const { printSchemaSdl } = await import('../../../resolvers/schema/print-schema-sdl.ts')
      const sdl = printSchemaSdl(await loadCatalog(sql))
      terminal.out(json === true ? `${JSON.stringify({ sdl })}\n` : sdl)
    })
}
