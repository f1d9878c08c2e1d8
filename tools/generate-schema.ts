import { mkdirSync, writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { generateMetricSchema } from '../src/resolvers/generate-metric-schema.ts'
import { fromRoot } from './run.ts'

/** Writes the part of the GraphQL schema that follows from `sql/`. */
mkdirSync(fromRoot('schema/generated'), { recursive: true })
writeFileSync(
  fromRoot('schema/generated/metrics.graphql'),
  generateMetricSchema(await loadCatalog(fromRoot('sql'))),
)
