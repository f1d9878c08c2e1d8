import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { generateFamilySchema } from '../families/schema/generate-family-schema.ts'
import { generateMetricSchema } from '../sdl/generate-metric-schema.ts'

/** `schema/` lies beside `src/` and beside `dist/`. */
const directory = new URL('../../../schema/', import.meta.url)

/** The files of `schema/` that people write, as one text. */
export function writtenSchema(): string {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(new URL(file, directory), 'utf8'))
    .join('\n')
}

/**
 * The schema, without resolvers: the files of `schema/`, and what this catalogue adds to them. The generated files
 * in `schema/generated/` are for reading and for code generation; a server always speaks for its own catalogue.
 */
export function readSchema(catalog: Catalog): GraphQLSchema {
  const written = writtenSchema()
  return buildSchema(
    [written, generateMetricSchema(catalog), generateFamilySchema(catalog, written)].join('\n'),
  )
}
