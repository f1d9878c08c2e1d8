import { mkdirSync, writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { generateFamilySchema } from '../src/resolvers/families/schema/generate-family-schema.ts'
import { generateMetricSchema } from '../src/resolvers/sdl/generate-metric-schema.ts'
import { generateObjectSchema } from '../src/resolvers/objects/object-schema.ts'
import { handWrittenSchema } from '../src/resolvers/schema/read-schema.ts'
import { fromRoot } from './run.ts'

/** Writes the parts of the GraphQL schema that are generated from `sql/`. */
const catalog = await loadCatalog(fromRoot('sql'))
mkdirSync(fromRoot('schema/generated'), { recursive: true })
writeFileSync(fromRoot('schema/generated/metrics.graphql'), generateMetricSchema(catalog))
const objects = generateObjectSchema(catalog)
writeFileSync(fromRoot('schema/generated/objects.graphql'), objects)
writeFileSync(
  fromRoot('schema/generated/families.graphql'),
  generateFamilySchema(catalog, `${handWrittenSchema()}\n${objects}`),
)
