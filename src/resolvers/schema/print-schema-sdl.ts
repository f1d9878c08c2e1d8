import { lexicographicSortSchema, printSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import { readSchema } from './read-schema.ts'

/** The whole schema as one text, sorted so that two versions can be compared. */
export function printSchemaSdl(catalog: Catalog): string {
  return `${printSchema(lexicographicSortSchema(readSchema(catalog)))}\n`
}
