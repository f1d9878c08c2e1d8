import { getNullableType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLObjectType, GraphQLOutputType } from 'graphql'
import { prepareOneStatement } from '../../query/one-statement.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { Reads } from '../../resolvers/reads.ts'
import type { CompiledQuery } from '../../semantic/sql/text/compile-sql.ts'
import type { SharedStatement } from '../gather.ts'
import { NotUnderstood } from '../select/not-understood.ts'
import type { Writing } from '../select/rows.ts'
import { argumentsOf, definitionOf, selectedBelow } from '../select/selection.ts'
import { writerOf } from '../write-object.ts'

/** The cost of a statement as the planner of the database estimates it; null when it must wait with the expensive ones. */
export type CostIfQuick = (statement: CompiledQuery) => Promise<number | null>

/** More rows than a screen shows. They are read whole, so a larger result is left to the resolvers. */
const maxRows = 10_000

/** The root field of a query for metrics, as one statement. */
export async function metricsRoot(
  writing: Writing,
  parentType: GraphQLObjectType,
  reads: Extract<Reads, { kind: 'query' }>,
  nodes: readonly FieldNode[],
  costIfQuick: CostIfQuick,
): Promise<SharedStatement> {
  const { schema, fragments, variables, runtime, stamp } = writing
  const begin = performance.now()
  const definition = definitionOf(parentType, nodes)
  requireRows(writing, definition.type, nodes)
  const { request, objectOf } = reads.queryOf(argumentsOf(writing, definition, nodes), {
    schema,
    fragments,
    parentType,
    fieldNodes: nodes,
    variableValues: variables,
  })
  const write = writerOf(writing, definition.type, nodes)
  const found = await prepareOneStatement(alone(runtime), request, maxRows)
  if (found === null) throw new NotUnderstood()
  let planMs = performance.now() - begin
  const cost = await costIfQuick(found.statement)
  if (cost === null) throw new NotUnderstood()
  return {
    ...onKnownData(found.statement, stamp),
    keysAt: null,
    query: {
      metrics: found.query.plan.provenance,
      cost,
      takePlanMs: () => {
        const taken = planMs
        planMs = 0
        return taken
      },
    },
    write: (rows) => {
      const result = rows.length === 0 ? null : found.resultOf(rows)
      return result === null ? null : write(objectOf(result))
    },
  }
}

/** Rows that are read and not returned count towards the limit of a response, which the resolvers keep. */
function requireRows(writing: Writing, type: GraphQLOutputType, nodes: readonly FieldNode[]): void {
  const result = getNullableType(type)
  if (!isObjectType(result)) throw new NotUnderstood()
  const selected = [...selectedBelow(writing, result, nodes).fields.values()]
  if (!selected.some(([node]) => node?.name.value === 'rows')) throw new NotUnderstood()
}

/** The same runtime for a query that depends on no other one. */
function alone(runtime: Runtime): Runtime {
  const reject = () => Promise.reject(new NotUnderstood())
  return {
    ...runtime,
    engine: { ...runtime.engine, query: reject, queryArrays: reject, queryBatches: reject },
  }
}

/** The statement without rows when it sees other data than those of the known state. */
function onKnownData(statement: CompiledQuery, stamp: string): CompiledQuery {
  const { sql, parameters } = statement
  const place = `$${String(parameters.length + 1)}`
  return {
    ...statement,
    sql: `select * from (\n${sql}\n) as result where (select pg_current_snapshot()::text) = ${place}::text`,
    parameters: [...parameters, stamp],
  }
}
