import type { GraphQLSchema } from 'graphql'
import type { Context } from '../../context.ts'

/** Gives each root field a span. A plugin of Apollo would wrap every field of every result instead. */
export function traceFields(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const { resolve, name } = field
    if (resolve === undefined) continue
    field.resolve = (source, values, context: Context, info) => {
      const { inSpan } = context.runtime
      const run = (): unknown => resolve(source, values, context, info)
      return inSpan === undefined ? run() : inSpan(`field ${name}`, run)
    }
  }
}
