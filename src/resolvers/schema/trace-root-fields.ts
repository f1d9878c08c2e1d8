import type { GraphQLSchema } from 'graphql'
import type { Context } from '../../context.ts'
import { reading, readsOf } from '../reads.ts'

/** Gives each root field a span. A plugin of Apollo would wrap every field of every result instead. */
export function traceRootFields(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const { resolve, name } = field
    if (resolve === undefined) continue
    const traced: typeof resolve = (source, values, context: Context, info) => {
      const { inSpan } = context.runtime
      const run = (): unknown => resolve(source, values, context, info)
      return inSpan === undefined ? run() : inSpan(`field ${name}`, run)
    }
    const reads = readsOf(resolve)
    field.resolve = reads === undefined ? traced : reading(reads, traced)
  }
}
