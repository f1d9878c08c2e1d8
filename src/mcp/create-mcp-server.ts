import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { z } from '../forms.ts'
import type { Runtime } from '../query/runtime.ts'
import { packageVersion } from '../version.ts'
import { callTool, rejectedCall } from './call-tool.ts'
import { errorForAgent } from './error-for-agent.ts'
import { listDefinitions, readDefinition } from './resources.ts'
import { tools } from './tools/all-tools.ts'

/** Runs one call on one state of the data, as its caller. */
export type RunCall = <Result>(
  call: string,
  work: (runtime: Runtime, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
) => Promise<Result>

/** How calls run, and where errors are told. */
export interface McpParts {
  readonly run: RunCall
  /** Receives every error; returns the id under which the log has it. */
  readonly report: (error: unknown) => string | null
}

const instructions =
  'Plumbline answers questions about a company that sells through its product and through sales: revenue, activation, ' +
  'retention, conversion, payback, health of accounts. Every number has one definition. Find a metric (find_metrics), read ' +
  'its definition (describe_metric), then ask (query_metrics). Numbers are exact decimals, as text. Never compute a rate or ' +
  'a total from rows: ask for the metric, or for totals. When you pass a number on, name its metric, its period and asOf, ' +
  'and say which deviations and notes its provenance has. A rejected call says why, and what to ask instead.'

/** A server of the Model Context Protocol over the catalogue: tools to query it, and its definitions as resources. */
export function createMcpServer({ run, report }: McpParts): McpServer {
  const mcp = new McpServer(
    { name: 'plumbline', title: 'Plumbline', version: packageVersion() },
    { capabilities: { tools: {}, resources: {} }, instructions },
  )
  const { server } = mcp
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: describedTools }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) =>
    run(params.name, (runtime, aborted) => callTool(runtime, params, { signal: aborted }), signal).catch(
      (error: unknown) => rejectedCall(error, report(error)),
    ),
  )
  server.setRequestHandler(ListResourcesRequestSchema, (_request, { signal }) =>
    run(
      'resources/list',
      (runtime) => Promise.resolve({ resources: [...listDefinitions(runtime)] }),
      signal,
    ).catch((error: unknown) => rejectRequest(error, report(error))),
  )
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, { signal }) =>
    run('resources/read', (runtime) => Promise.resolve(readDefinition(runtime, uri)), signal).catch(
      (error: unknown) => rejectRequest(error, report(error)),
    ),
  )
  return mcp
}

const describedTools = tools.map(({ name, title, description, input }) => ({
  name,
  title,
  description,
  inputSchema: z.toJSONSchema(input, { io: 'input' }) as { type: 'object' },
  annotations: { readOnlyHint: true, openWorldHint: false },
}))

/** An error of a request that is not a call of a tool: the protocol has a form of its own for it. */
function rejectRequest(error: unknown, requestId: string | null): never {
  const { message, isOurs, ...data } = errorForAgent(error, requestId)
  throw new McpError(isOurs ? ErrorCode.InternalError : ErrorCode.InvalidParams, message, data)
}
