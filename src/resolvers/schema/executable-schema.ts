import { GraphQLScalarType, isObjectType, isScalarType } from 'graphql'
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import type { Context } from '../../context.ts'
import { familiesOf } from '../families/families-of.ts'
import { familyResolver } from '../families/result/family-resolver.ts'
import { objectResolvers } from '../objects/object-resolvers.ts'
import { readSchema } from './read-schema.ts'
import { resolvers } from './resolvers.ts'
import { traceRootFields } from './trace-root-fields.ts'

type FieldResolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, Context>>>

const schemas = new WeakMap<Catalog, GraphQLSchema>()

/**
 * The schema of a catalogue with its resolvers. Servers of one process share it.
 *
 * @throws Error when the schema lacks a type or field of a resolver: a defect, detected at the start of the
 * server.
 */
export function executableSchema(catalog: Catalog): GraphQLSchema {
  const schema = schemas.get(catalog) ?? makeSchema(catalog)
  schemas.set(catalog, schema)
  return schema
}

function makeSchema(catalog: Catalog): GraphQLSchema {
  const schema = readSchema(catalog)
  attach(schema, resolvers)
  attach(schema, objectResolvers(catalog))
  const queryFields = schema.getQueryType()?.getFields() ?? {}
  for (const family of familiesOf(catalog)) {
    const field = queryFields[family.field]
    if (field === undefined) throw new Error(`the schema has no field Query.${family.field}`)
    field.resolve = familyResolver(family) as GraphQLFieldResolver<unknown, unknown>
  }
  traceRootFields(schema)
  return schema
}

function attach(schema: GraphQLSchema, given: Readonly<Record<string, unknown>>): void {
  for (const [name, own] of Object.entries(given)) {
    const type = schema.getType(name)
    if (isScalarType(type) && own instanceof GraphQLScalarType) {
      type.serialize = own.serialize
      type.parseValue = own.parseValue
      type.parseLiteral = own.parseLiteral
    } else if (isObjectType(type)) {
      const fields = type.getFields()
      for (const [fieldName, resolve] of Object.entries(own as FieldResolvers)) {
        const field = fields[fieldName]
        if (field === undefined) throw new Error(`the schema has no field ${name}.${fieldName}`)
        field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>
      }
    } else {
      throw new Error(`the schema has no type ${name} for these resolvers`)
    }
  }
}
