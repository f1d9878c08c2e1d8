import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { load } from '../../cube/answer/load.ts'
import { dryRun, sqlOf } from '../../cube/answer/sql.ts'
import { cubesOf } from '../../cube/model/cube.ts'
import { metaOf } from '../../cube/model/meta.ts'
import { PlumblineError } from '../../errors.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { callerOf, callerSignal } from '../callers/caller.ts'
import { checkVariables } from '../documents/limit-variables.ts'
import { readPerResponse, type AnswerParts } from '../operation/answer.ts'
import { requireOpen, type Openness } from '../operation/require-open.ts'
import { runOperation } from '../operation/run-operation.ts'
import { inSpan } from '../tracing/in-span.ts'
import { inTrace } from '../tracing/trace-requests.ts'
import { readQuery } from './read-query.ts'

/** The parts of a server that answer clients of Cube. */
export type CubeParts = AnswerParts & Openness

/** What a path of Cube's REST API does. */
export const cubeMethods = {
  meta: {
    hasQuery: false,
    run: ({ catalog, access }: Runtime) => Promise.resolve(metaOf(cubesOf(catalog, access))),
  },
  load: { hasQuery: true, run: load },
  sql: { hasQuery: true, run: sqlOf },
  'dry-run': { hasQuery: true, run: dryRun },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly hasQuery: boolean
      readonly run: (runtime: Runtime, query: unknown, options: QueryOptions) => Promise<object>
    }
  >
>

export type CubeMethod = keyof typeof cubeMethods

/** Answers a request of Cube's REST API as its caller, within one operation. */
export function answerCube(
  parts: CubeParts,
  method: CubeMethod,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  return inTrace(request, () => handle(parts, method, request, reply))
}

async function handle(
  parts: CubeParts,
  method: CubeMethod,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  requireOpen(parts, 'interfaces of Cube')
  const { lanes, maxResponseBytes } = parts
  const { hasQuery, run } = cubeMethods[method]
  request.record.fields = [`cube.${method}`]
  const query = hasQuery ? readQuery(request) : null
  checkVariables(query, 'input')
  const signal = callerSignal(reply.raw)
  const place = await inSpan('queue', () => lanes.enter(callerOf(request), signal)).catch((error: unknown) =>
    onFull(error, signal),
  )
  if (place === null) {
    request.record.errors.push('OVERLOADED')
    return { error: 'Continue wait', stage: 'Waiting for a place', timeSpent: fullMs / 1_000 }
  }
  try {
    return await runOperation(
      parts,
      request,
      { signal, place, maxBytes: maxResponseBytes * readPerResponse },
      (runtime): Promise<object> => run(runtime, query, { signal }),
    )
  } finally {
    place.leave()
  }
}

/** How long a client waits before it asks again; it does so at once when it has the response. */
const fullMs = 1_000

/** A full server is no error to clients of Cube: they ask again by themselves. */
async function onFull(error: unknown, signal: AbortSignal): Promise<null> {
  if (!(error instanceof PlumblineError) || error.code !== 'OVERLOADED') throw error
  await setTimeout(fullMs, undefined, { signal })
  return null
}
