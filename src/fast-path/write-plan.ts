import type { GraphQLSchema } from 'graphql'
import { collectFields } from 'graphql/execution/collectFields.js'
import type { Runtime } from '../query/runtime.ts'
import { compileSql } from '../semantic/sql/text/compile-sql.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { CursorSlot } from './select/cursors.ts'
import type { PreparedDocument } from './document.ts'
import type { SharedStatement } from './gather.ts'
import { metricsRoot, type CostIfQuick } from './roots/metrics-root.ts'
import { writerOfInstants } from './select/instants.ts'
import { NotUnderstood } from './select/not-understood.ts'
import { fieldsOf } from './select/objects.ts'
import { entityRoot, type Root } from './roots/entity-root.ts'
import type { Writing } from './select/rows.ts'
import { definitionOf, isTypeName, readsOfField } from './select/selection.ts'
import { KeySlot, Slot, type Variables } from './select/slot.ts'

/** A state of the warehouse, and what `pg_current_snapshot()` said when it was read. */
export interface KnownState {
  readonly stamp: string
  readonly warehouse: WarehouseState
}

/** How an operation is answered: one statement for each root field. */
export interface OperationPlan {
  /** The root fields, by their names in the response. */
  readonly roots: readonly PlannedRoot[]
  /** The names of the root fields in the schema, for the audit log. */
  readonly fields: readonly string[]
}

interface PlannedRoot {
  readonly name: string
  /** Its values may be slots. The JSON of a field that needs no rows is text. */
  readonly answer: SharedStatement | string
}

/** A statement for every root field of an operation, for a caller in a state of the warehouse. */
export async function writePlan(
  schema: GraphQLSchema,
  { operation, fragments, keys, cursors }: PreparedDocument,
  runtime: Runtime,
  { stamp, warehouse: state }: KnownState,
  variables: Variables,
  costIfQuick: CostIfQuick,
): Promise<OperationPlan> {
  const query = schema.getQueryType()
  if (!query) throw new NotUnderstood()
  const slots = Object.fromEntries(
    Object.entries(variables).map(([name, value]): [string, unknown] => {
      if (typeof value !== 'string') return [name, value]
      if (keys.has(name)) return [name, new Slot(name, (given) => given[name])]
      return [name, cursors.has(name) ? new CursorSlot(name, value) : value]
    }),
  )
  let names = 0
  const writing: Writing = {
    schema,
    fragments,
    variables: slots,
    runtime,
    state,
    stamp,
    names: { instants: new Set(), others: new Set() },
    newName: () => `r${String((names += 1))}`,
    fieldsOf: (selected, rows) => fieldsOf(writing, selected, rows),
  }
  const roots: { readonly name: string; readonly answer: Root | SharedStatement | string }[] = []
  const selected = collectFields(schema, fragments, slots, query, operation.selectionSet)
  for (const [name, nodes] of selected) {
    if (isTypeName(nodes)) {
      roots.push({ name, answer: JSON.stringify(query.name) })
      continue
    }
    const reads = readsOfField(definitionOf(query, nodes))
    const isQuery = reads.kind === 'query'
    roots.push({
      name,
      answer: isQuery
        ? await metricsRoot(writing, query, reads, nodes, costIfQuick)
        : await entityRoot(writing, query, nodes),
    })
  }
  // without rows, nothing tells which data the answer is from
  if (roots.every(({ answer }) => typeof answer === 'string')) throw new NotUnderstood()
  const withInstants = writerOfInstants(writing.names)
  return {
    roots: roots.map(({ name, answer }) => ({
      name,
      answer:
        typeof answer === 'string' || 'keysAt' in answer ? answer : sharedStatement(answer, withInstants),
    })),
    fields: [...selected.values()].map(([node]) => node?.name.value ?? ''),
  }
}

function sharedStatement(
  { statement, write }: Root,
  withInstants: (json: string) => string,
): SharedStatement {
  const compiled = compileSql(statement)
  const keysAt = compiled.parameters.findIndex((value) => value instanceof KeySlot)
  return {
    ...compiled,
    keysAt: keysAt === -1 ? null : keysAt,
    query: null,
    write: (rows) => {
      const json = write(rows)
      return json === null ? null : withInstants(json)
    },
  }
}
