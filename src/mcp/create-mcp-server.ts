import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { errorCodes, opaqueCodeOf } from '../errors.ts'
import type { PlumblineError } from '../errors.ts'
import { z } from '../forms.ts'
import type { Runtime } from '../query/runtime.ts'
import { callTool, rejectedCall } from './call-tool.ts'
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
  readonly version: string
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
export function createMcpServer({ version, run, report }: McpParts): McpServer {
  const mcp = new McpServer(
    { name: 'plumbline', title: 'Plumbline', version },
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

/** An error of a request that is no call of a tool: the protocol has a form of its own for it. */
function rejectRequest(error: unknown, requestId: string | null): never {
  const opaque = opaqueCodeOf(error)
  const data = requestId === null ? {} : { requestId }
  if (opaque !== null)
    throw new McpError(ErrorCode.InternalError, errorCodes[opaque], { code: opaque, ...data })
  const { code, message, details } = error as PlumblineError
  throw new McpError(ErrorCode.InvalidParams, message, { code, ...details, ...data })
}
