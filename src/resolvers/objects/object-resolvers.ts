import type { GraphQLFieldResolver } from 'graphql'
import type { Catalog } from '../../catalog/catalog.ts'
import type { Context } from '../../context.ts'
import {
  objectTypesOf,
  type ObjectRow,
  type ObjectType,
  type Reference,
} from '../../loaders/entities/objects.ts'
import { byKey } from '../entities/by-key.ts'
import { toKey } from '../entities/global-id.ts'
import type { OrderedArguments } from '../entities/lists/to-page-request.ts'
import { byKeyOf, childrenOf, globalId, listOf } from '../entity-reads.ts'
import { column, reading } from '../reads.ts'
import { toFieldName } from '../sdl/graphql-name.ts'
import { columnField, referenceField } from './object-fields.ts'
import { objectPage } from './object-page.ts'

// GraphQL has checked the arguments against the generated schema
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Resolver = GraphQLFieldResolver<any, Context>
type ListArguments = OrderedArguments<Readonly<Record<string, unknown>>, string>

/** The resolvers of the types in `sql/pages/`, by type and field. */
export function objectResolvers(
  catalog: Catalog,
): Readonly<Record<string, Readonly<Record<string, Resolver>>>> {
  const resolvers: Record<string, Record<string, Resolver>> = {}
  const add = (type: string, fields: Readonly<Record<string, Resolver>>) => {
    resolvers[type] = { ...resolvers[type], ...fields }
  }
  for (const object of objectTypesOf(catalog)) {
    const { type, list, references, entity } = object
    const pageOf = objectPage(object)
    const field = toFieldName(list)
    add('Query', {
      [`${type.charAt(0).toLowerCase()}${type.slice(1)}`]: reading(byKeyOf(entity), ((
        _root,
        { id }: { readonly id: string },
        { loaders },
      ) => loaders.object(type).byKey.load(toKey(type, id))) satisfies Resolver),
      [field]: reading(listOf(entity, pageOf), ((_root, page: ListArguments, { loaders }) =>
        loaders
          .object(type)
          .pages(null)
          .load({ parent: null, page: pageOf(page, 'root') })) satisfies Resolver),
    })
    for (const { column, type: owner, isOwner } of references) {
      if (!isOwner) continue
      add(owner, {
        // the parent has its key in a column of the same name
        [field]: reading(childrenOf(entity, { column }, column, pageOf), ((
          row: ObjectRow,
          page: ListArguments,
          { loaders },
        ) =>
          loaders
            .object(type)
            .pages(column)
            .load({ parent: String(row[column]), page: pageOf(page, 'child') })) satisfies Resolver),
      })
    }
    add(type, fieldsOf(object))
  }
  return resolvers
}

function fieldsOf(object: ObjectType): Readonly<Record<string, Resolver>> {
  const { type, key, columns, references } = object
  return {
    id: globalId(type, key),
    ...Object.fromEntries(Object.keys(columns).map((name) => [columnField(object, name), column(name)])),
    ...Object.fromEntries(references.map((reference) => [referenceField(reference), referred(reference)])),
  }
}

function referred({ column, type }: Reference): Resolver {
  return (row: ObjectRow, _arguments, { loaders }) => {
    const key = row[column]
    return typeof key === 'string' ? byKey(loaders, type, key) : null
  }
}
