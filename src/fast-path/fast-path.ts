import { getVariableValues, type GraphQLSchema } from 'graphql'
import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { Access } from '../policy/access.ts'
import { restrictRuntime } from '../query/restrict-runtime.ts'
import type { ObservedQuery, Runtime } from '../query/runtime.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import type { Engine } from '../warehouse/engine/engine.ts'
import { shapeOfCursor } from './select/cursors.ts'
import type { CostIfQuick } from './roots/metrics-root.ts'
import { prepareDocument, type PreparedDocument } from './document.ts'
import { createGather } from './gather.ts'
import type { Gather, GatherOptions, SharedStatement, Written } from './gather.ts'
import { createRecent } from '../recent.ts'
import { fill, type Variables } from './select/slot.ts'
import { writePlan, type KnownState, type OperationPlan } from './write-plan.ts'

/** A request for one operation of a document. */
export interface OperationRequest {
  readonly text: string
  readonly operationName: string | null
  readonly variables: Variables
}

/** An answer, as the text of its data. */
export interface FastAnswer {
  readonly data: string
  readonly rows: number
  readonly operation: string | null
  readonly fields: readonly string[]
  /** Its queries for metrics, and the highest estimated cost of them; null without one. */
  readonly queries: readonly ObservedQuery[]
  readonly cost: number | null
}

/** Answers operations with one statement for each root field, where the whole operation is understood. */
export interface FastPath {
  /** Null for an operation that is not understood, has an error, or read other data than those of the known state. */
  readonly answer: (
    request: OperationRequest,
    access: Access,
    options: GatherOptions,
  ) => Promise<FastAnswer | null>
}

/** What answers are made of. */
export interface FastPathParts {
  readonly schema: GraphQLSchema
  readonly catalog: Catalog
  readonly engine: Engine
  /** Null where no state was read, or other definitions are deployed. */
  readonly known: () => KnownState | null
  /** Whether the answer to an operation cannot be too large. */
  readonly isAllowed: (document: PreparedDocument, variables: Variables) => boolean
  readonly costIfQuick: CostIfQuick
  readonly maxRefreshAgeSeconds: Runtime['maxRefreshAgeSeconds']
  /** Is told what failed here: resolvers report only what fails again. */
  readonly onFailure: (error: unknown) => void
}

/** As many as an application has; the text of a document is limited, too. */
const maxDocuments = 300
const maxPlans = 1_000
const maxLength = 10_000

/** A document and its number, which is shorter than its text. */
interface KnownDocument {
  readonly id: number
  readonly document: PreparedDocument
}

/** Answers for one schema and one warehouse. */
export function createFastPath({
  schema,
  catalog,
  engine,
  known,
  isAllowed,
  costIfQuick,
  maxRefreshAgeSeconds = null,
  onFailure,
}: FastPathParts): FastPath {
  const documents = createRecent<KnownDocument | null>(maxDocuments)
  let prepared = 0
  const plans = createRecent<Promise<OperationPlan | null>>(maxPlans)
  let planned: WarehouseState | null = null
  const gather = createGather(engine)

  const planOf = (
    { id, document }: KnownDocument,
    variables: Variables,
    access: Access,
    state: KnownState,
  ): Promise<OperationPlan | null> => {
    const { warehouse } = state
    // a plan has the stamp of its state
    if (planned !== warehouse) {
      plans.clear()
      planned = warehouse
    }
    const key = JSON.stringify([id, callerKey(access), shapeOf(document, variables)])
    if (key.length > maxLength) return Promise.resolve(null)
    return plans.get(key, async () => {
      if (!isAllowed(document, variables)) return null
      const runtime = restrictRuntime(
        {
          catalog,
          engine,
          access,
          maxRefreshAgeSeconds,
          state: () => Promise.resolve(warehouse),
        } satisfies Runtime,
        access,
      )
      return writePlan(schema, document, runtime, state, variables, costIfQuick).catch((error: unknown) => {
        // what is wrong with a request is reported by its resolvers; anything else is a fault of ours
        if (!(error instanceof PlumblineError)) onFailure(error)
        return null
      })
    })
  }

  return {
    answer: async (request, access, options) => {
      const state = known()
      if (state === null || state.warehouse.distributed === true || request.text.length > maxLength)
        return null
      const found = documents.get(keyOf(request), () => {
        const document = prepareDocument(schema, request.text, request.operationName)
        return document === null ? null : { id: (prepared += 1), document }
      })
      if (found === null) return null
      const { document } = found
      const { coerced } = getVariableValues(
        schema,
        document.operation.variableDefinitions ?? [],
        request.variables,
        { maxErrors: 1 },
      )
      if (coerced === undefined) return null
      const plan = await planOf(found, coerced, access, state)
      return plan === null ? null : run({ gather, onFailure }, plan, coerced, options, document)
    },
  }
}

function keyOf({ text, operationName }: OperationRequest): string {
  return operationName === null ? `?${text}` : `${JSON.stringify(operationName)}${text}`
}

/** Everything of a caller that statements depend on. */
function callerKey({ role, policies, accounts }: Access): unknown {
  return [role?.name, policies?.hash, accounts?.claims]
}

/** The variables whose values change the statement, and the form of the others. */
function shapeOf({ keys, cursors }: PreparedDocument, variables: Variables): unknown {
  return Object.entries(variables).map(([name, value]) => {
    if (keys.has(name)) return [name, typeof value]
    return [name, cursors.has(name) ? shapeOfCursor(value) : value]
  })
}

interface RunParts extends Pick<FastPathParts, 'onFailure'> {
  readonly gather: Gather
}

async function run(
  parts: RunParts,
  { roots, fields }: OperationPlan,
  variables: Variables,
  { signal, onShared }: GatherOptions,
  { operation }: PreparedDocument,
): Promise<FastAnswer | null> {
  const written: string[] = []
  const queries: ObservedQuery[] = []
  let count = 0
  let cost: number | null = null
  // another statement of this request may run alone
  const options = roots.length === 1 ? { signal, onShared } : { signal }
  for (const { name, answer } of roots) {
    if (typeof answer === 'string') {
      written.push(`${JSON.stringify(name)}:${answer}`)
      continue
    }
    const { json, rows, sqlMs } = await writtenBy(parts, answer, variables, options)
    // there are no rows of other data: the definitions and the limits of the known state hold for its data only
    if (json === null) return null
    if (answer.query !== null) {
      const { metrics, takePlanMs, cost: own } = answer.query
      queries.push({ metrics, planMs: takePlanMs(), sqlMs, rows })
      cost = Math.max(cost ?? 0, own)
    }
    count += rows
    written.push(`${JSON.stringify(name)}:${json}`)
  }
  const data = `{${written.join(',')}}`
  return { data, rows: count, operation: operation.name?.value ?? null, fields, queries, cost }
}

/** What a statement answers; nothing when it fails, which is reported by the resolvers, too. */
async function writtenBy(
  { gather, onFailure }: RunParts,
  statement: SharedStatement,
  variables: Variables,
  options: GatherOptions,
): Promise<Written> {
  try {
    return await gather(statement, fill(statement.parameters, variables), options)
  } catch (error) {
    onFailure(error)
    return { json: null, rows: 0, sqlMs: 0 }
  }
}
