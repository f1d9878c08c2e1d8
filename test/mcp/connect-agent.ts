import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

/** An agent: the official client, connected. */
export interface Agent {
  readonly client: Client
  /** Calls a tool; its answer, or the reason why it was rejected. */
  readonly call: (tool: string, input?: Record<string, unknown>) => Promise<AgentAnswer>
}

export interface AgentAnswer {
  readonly isError: boolean
  readonly value: Readonly<Record<string, unknown>>
}

/** Connects the official client over HTTP, with a key when given. */
export async function connectAgent(url: string, key: string | null = null): Promise<Agent> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  const requestInit = key === null ? {} : { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }))
  return agentOf(client)
}

/** The calls of a connected client. */
export function agentOf(client: Client): Agent {
  return {
    client,
    call: async (name, input = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: input })
      const [first] = content as { type: string; text: string }[]
      return {
        isError: isError === true,
        value: JSON.parse(first?.text ?? 'null') as Readonly<Record<string, unknown>>,
      }
    },
  }
}
