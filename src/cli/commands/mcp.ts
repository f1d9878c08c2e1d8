import { Command } from 'commander'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { opaqueCodeOf } from '../../errors.ts'
import { inOperation, runtimeOf } from '../../open-runtime.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { ensureDeployed } from '../steps/with-runtime.ts'
import { withEngine } from '../steps/with-warehouse.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** `plumbline mcp`: tools for agents, over standard input and output. */
export function mcpCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('mcp'))
    .description('serve tools for agents over standard input and output (Model Context Protocol)')
    .addHelpText(
      'after',
      `
An agent starts this command itself; it ends with its input. The agent sees what this command's user of the database
sees. A server offers the same tools at /mcp, with keys and policies: plumbline serve.

Example:
  $ plumbline mcp --database .plumbline

Configuration of an agent:
  { "mcpServers": { "plumbline": { "command": "npx", "args": ["plumbline", "mcp", "--database", "…"] } } }`,
    )
    .action(async (options: CommonOptions) => {
      // other commands do not load the protocol
      const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js')
      const { createMcpServer } = await import('../../mcp/create-mcp-server.ts')
      const catalog = await loadCatalog(options.sql)
      // standard output belongs to the protocol
      const messages: Terminal = { ...terminal, out: (text) => terminal.err(text) }
      await withEngine({ ...options, mustExist: true, onlyQueries: true }, async (engine) => {
        await ensureDeployed(messages, withoutLimit(engine), catalog)
        const runtime = runtimeOf(catalog, engine)
        const mcp = createMcpServer({
          run: (_call, work, signal) => inOperation(runtime, (running) => work(running, signal), { signal }),
          report: (error) => {
            if (opaqueCodeOf(error) !== null) messages.err(`${String(error)}\n`)
            return null
          },
        })
        const closed = new Promise<void>((resolve) => {
          mcp.server.onclose = resolve
          process.stdin.once('end', () => void mcp.close())
        })
        await mcp.connect(new StdioServerTransport())
        await closed
      })
    })
}
