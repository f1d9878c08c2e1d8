import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { closest } from '../closest.ts'
import { PlumblineError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import type { Runtime } from '../query/runtime.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { errorForAgent } from './error-for-agent.ts'
import type { Tool } from './tool.ts'
import { tools } from './tools/all-tools.ts'

/**
 * Answers a call, as JSON. The arguments are those of the agent.
 *
 * @throws PlumblineError when it has no correct answer
 */
export async function callTool(
  runtime: Runtime,
  { name, arguments: given = {} }: { readonly name: string; readonly arguments?: unknown },
  options: QueryOptions,
): Promise<CallToolResult> {
  const tool = findTool(name)
  return { content: [text(await tool.run(runtime, readInput(tool, given), options))] }
}

/** @throws PlumblineError `NOT_FOUND` with the tools */
export function findTool(name: string): Tool {
  const tool = tools.find((one) => one.name === name)
  if (tool !== undefined) return tool
  const names = tools.map((one) => one.name)
  throw new PlumblineError('NOT_FOUND', `There is no tool ${name}.`, {
    subject: name,
    suggestions: closest(name, names),
    valid: names,
  })
}

/** @throws PlumblineError `BAD_REQUEST` with every argument that is wrong */
function readInput({ name, input }: Tool, given: unknown): Record<string, unknown> {
  const { data, error } = input.safeParse(given)
  if (data !== undefined) return data
  const problems = error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  )
  throw new PlumblineError('BAD_REQUEST', `The arguments of ${name} are wrong. ${problems.join('; ')}.`, {
    subject: name,
    problems,
    valid: Object.keys(input.shape),
  })
}

/**
 * A rejected call: the sentence, the valid alternatives, and the tool to call next. An error that is not the fault of the
 * agent has its code only.
 *
 * @param requestId identifies the error in the log; null where the log is the terminal
 */
export function rejectedCall(error: unknown, requestId: string | null): CallToolResult {
  const { isOurs: _isOurs, ...told } = errorForAgent(error, requestId)
  const next = nextCalls[told.code]
  return { isError: true, content: [text({ ...told, ...(next === undefined ? {} : { next }) })] }
}

/** What to call after an error. */
const nextCalls: Partial<Record<ErrorCode, string>> = {
  UNKNOWN_METRIC: 'Call find_metrics with words of the question.',
  UNKNOWN_DIMENSION: 'Call describe_metric for the dimensions of the metric.',
  DIMENSION_NOT_AVAILABLE: 'Call describe_metric for the dimensions of the metric.',
  DIMENSION_REQUIRED: 'Repeat the call with the dimension in by, or with one of its values in where.',
  UNKNOWN_OPTION: 'Call describe_metric for the options of the metric.',
  BAD_OPTION: 'Call describe_metric for the values of the option.',
  OPTION_REQUIRED: 'Repeat the call with a value of the option in options.',
  GRAIN_NOT_AVAILABLE: 'Repeat the call with a grain of describe_metric.',
  GRAIN_REQUIRED: 'Repeat the call with a grain of describe_metric.',
  METRICS_DO_NOT_COMBINE: 'Call query_metrics once for each metric.',
  BAD_CURSOR: 'Repeat the call without after.',
}

/** As JSON on one line: line breaks would only cost tokens. */
function text(value: unknown): { type: 'text'; text: string } {
  return { type: 'text', text: JSON.stringify(value) }
}
