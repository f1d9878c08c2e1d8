import type { GraphQLSchema } from 'graphql'
import type { Context } from '../../context.ts'
import { reading, readsOf } from '../../resolvers/reads.ts'

/** Servers of a process share a schema, whose fields have one span each. */
const traced = new WeakSet<GraphQLSchema>()

/** Gives each root field a span. A plugin of Apollo would wrap every field of every result instead. */
export function traceFields(schema: GraphQLSchema): void {
  if (traced.has(schema)) return
  traced.add(schema)
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const { resolve, name } = field
    if (resolve === undefined) continue
    const inOwnSpan: typeof resolve = (source, values, context: Context, info) => {
      const { inSpan } = context.runtime
      const run = (): unknown => resolve(source, values, context, info)
      return inSpan === undefined ? run() : inSpan(`field ${name}`, run)
    }
    const reads = readsOf(resolve)
    field.resolve = reads === undefined ? inOwnSpan : reading(reads, inOwnSpan)
  }
}
