import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { resolvers } from './resolvers.ts'

/** `schema/` is next to `src/` and `dist/`. */
const file = new URL('../../../schema/dbt/semantic-layer.graphql', import.meta.url)

/** The schema of dbt's Semantic Layer, the same for all definitions. */
export const semanticLayerSchema = makeExecutableSchema({
  typeDefs: readFileSync(file, 'utf8'),
  resolvers,
  resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
})
