import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { generateFamilySchema } from '../families/schema/generate-family-schema.ts'
import { generateObjectSchema } from '../objects/object-schema.ts'
import { generateMetricSchema } from '../sdl/generate-metric-schema.ts'

/** `schema/` is next to `src/` and `dist/`. */
const directory = new URL('../../../schema/', import.meta.url)

/** The hand-written files of `schema/` as one text. */
export function handWrittenSchema(): string {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(new URL(file, directory), 'utf8'))
    .join('\n')
}

/**
 * The schema without resolvers: the files of `schema/`, and the part generated from this catalogue. The
 * files in `schema/generated/` are for reading and for code generation; a server generates them from its
 * own catalogue.
 */
export function readSchema(catalog: Catalog): GraphQLSchema {
  const written = `${handWrittenSchema()}\n${generateObjectSchema(catalog)}`
  return buildSchema(
    [written, generateMetricSchema(catalog), generateFamilySchema(catalog, written)].join('\n'),
  )
}
