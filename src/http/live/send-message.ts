import { execute, validate } from 'graphql'
import type { ExecutionResult } from 'graphql'
import { createContext } from '../../context.ts'
import type { Identity } from '../../identity/identity.ts'
import { policiesBehind } from '../../policy/policies-behind.ts'
import { audienceOf } from '../../resolvers/to-graphql-error.ts'
import type { StreamPlace } from '../../resolvers/stream-place.ts'
import { callerOf } from '../callers/caller.ts'
import { bytesOf, tooManyBytes } from '../limits/limit-bytes.ts'
import { readPerResponse } from '../operation/answer.ts'
import { logAudit } from '../operation/audit.ts'
import { runOperation } from '../operation/run-operation.ts'
import { emptyRecord, fieldsIn } from '../request-record.ts'
import { errorForCaller, type ReadSubscription } from './read-subscription.ts'
import type { LiveParts, StreamCaller } from './run-subscription.ts'

/** Runs a subscription once, as a request of its own with an entry in the audit log. */
export async function sendMessage(
  parts: LiveParts,
  caller: StreamCaller & { readonly identity: Identity },
  { document, operation, variables }: ReadSubscription,
  place: StreamPlace,
): Promise<ExecutionResult> {
  const { lanes, maxResponseBytes, log } = parts
  const { id: requestId, identity, signal } = caller
  const begin = performance.now()
  const record = emptyRecord()
  record.operation = operation.name?.value ?? null
  record.fields = fieldsIn(operation.selectionSet, document, new Set())
  const request = { ...caller, record }
  const lane = await lanes.enter(callerOf(caller), signal)
  try {
    const bounds = { signal, place: lane, maxBytes: maxResponseBytes * readPerResponse }
    return await runOperation(parts, request, bounds, async (runtime, { schema }) => {
      const contextValue = createContext(runtime, { requestId, signal, log, identity, record })
      // a deployment since the start can have changed the schema
      const errors = validate(schema, document)
      const found: ExecutionResult =
        errors.length > 0
          ? { errors }
          : await execute({
              schema,
              document,
              rootValue: place,
              contextValue,
              variableValues: variables,
              operationName: record.operation,
            })
      if (bytesOf(found.data, maxResponseBytes) > maxResponseBytes)
        throw tooManyBytes('message', maxResponseBytes)
      for (const error of found.errors ?? [])
        if (audienceOf(error) === 'us')
          log.error({ event: 'failed', requestId, err: error.originalError ?? error })
      const policy = policiesBehind(runtime.access)
      const failed = (found.errors ?? []).map((error) => errorForCaller(error, requestId))
      record.errors.push(...failed.map(({ extensions }) => String(extensions['code'])))
      return {
        ...(found.data === undefined ? {} : { data: found.data }),
        ...(failed.length === 0 ? {} : { errors: failed }),
        ...(policy === null ? {} : { extensions: { policy } }),
      }
    })
  } catch (error) {
    if (!signal.aborted) record.errors.push(String(errorForCaller(error, requestId).extensions['code']))
    throw error
  } finally {
    lane.leave()
    logAudit(log, request, { status: 200, ms: performance.now() - begin })
  }
}
