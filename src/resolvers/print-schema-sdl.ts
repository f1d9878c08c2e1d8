import { printSchema } from 'graphql'
import type { Catalog } from '../catalog/catalog.ts'
import { readSchema } from './read-schema.ts'

/** The whole schema as one text, for tools that want a file. */
export function printSchemaSdl(catalog: Catalog): string {
  return `${printSchema(readSchema(catalog))}\n`
}
