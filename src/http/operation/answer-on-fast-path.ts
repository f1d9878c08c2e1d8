import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GatherOptions } from '../../fast-path/gather.ts'
import type { FastAnswer, OperationRequest } from '../../fast-path/fast-path.ts'
import { accessOf, fullAccess, type Access } from '../../policy/access.ts'
import { policiesBehind } from '../../policy/policies-behind.ts'
import type { Role } from '../../policy/policy.ts'
import { isTraced } from '../tracing/trace-requests.ts'
import type { AnswerParts } from './answer.ts'

/**
 * Answers a request from one statement for each root field; null when the resolvers must. They report every error: what
 * fails here runs again there.
 */
export async function answerOnFastPath(
  { served, policies, hashKey, maxResponseBytes }: AnswerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  options: GatherOptions,
): Promise<string | null> {
  const { runtime, fastPath } = served.current()
  const operation = operationIn(request)
  const type = typeOf(request.headers.accept)
  // a trace shows the steps of resolvers
  if (operation === null || type === null || isTraced(request)) return null
  const { identity, record } = request
  const access = await accessFor()
  const answer = access === null ? null : await fastPath.answer(operation, access, options)
  if (access === null || answer === null) return null
  const body = bodyOf(answer, access)
  if (Buffer.byteLength(body) > maxResponseBytes) return null
  record.definitions = runtime.release.hash
  record.policyHash = access.policies?.hash ?? null
  record.operation = answer.operation
  record.fields = answer.fields
  record.rows += answer.rows
  record.queries.push(...answer.queries)
  if (answer.cost !== null) {
    record.lane = 'quick'
    record.cost = answer.cost
  }
  void reply.code(200).header('content-type', `${type}; charset=utf-8`)
  return body

  async function accessFor(): Promise<Access | null> {
    if (policies === null) return fullAccess
    try {
      return accessOf(await policies(runtime.catalog), identity, hashKey)
    } catch {
      return null
    }
  }
}

/** The operation of a request that has nothing else to be read. */
function operationIn({ method, body }: FastifyRequest): OperationRequest | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const { query, variables, operationName, extensions, ...others } = body as Readonly<Record<string, unknown>>
  if (typeof query !== 'string' || (extensions ?? null) !== null || Object.keys(others).length > 0)
    return null
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return null
  return {
    text: query,
    operationName: operationName ?? null,
    variables: (variables ?? {}) as OperationRequest['variables'],
  }
}

const json = 'application/json'
const graphqlJson = 'application/graphql-response+json'

/** The media type of the response, for the headers that clients send; null for others, which need a negotiation. */
function typeOf(accept: string | undefined): string | null {
  const [first = '*/*', ...others] = (accept ?? json).split(',').map((one) => one.trim())
  if (first === graphqlJson) return first
  return (first === json || first === '*/*') && !others.some((one) => one.startsWith('application/'))
    ? json
    : null
}

/** The same text as the one of the resolvers' result. */
function bodyOf({ data }: FastAnswer, { role, policies }: Access): string {
  if (role === null || policies === null) return `{"data":${data}}\n`
  const known = extensions.get(role) ?? extensionsOf({ role, policies })
  extensions.set(role, known)
  return `{"data":${data}${known}}\n`
}

/** The extensions of the answers to a role: a changed file makes other roles. */
const extensions = new WeakMap<Role, string>()

function extensionsOf(behind: Pick<Access, 'role' | 'policies'>): string {
  const policy = policiesBehind(behind)
  return policy === null ? '' : `,"extensions":${JSON.stringify({ policy })}`
}
