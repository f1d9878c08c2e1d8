import type { Entity } from '../loaders/fetch/entity.ts'
import type { PageRequest } from '../loaders/fetch/page.ts'
import type { Relation } from '../loaders/fetch/page-statement.ts'
import { toGlobalId } from './entities/global-id.ts'
import { reading, type AnyEntity, type PageOf, type Reads } from './reads.ts'
import { toEnumValue } from './sdl/enum-value.ts'

// the rows of entities have other columns, and arguments of lists other types, which the schema has checked
/* eslint-disable @typescript-eslint/no-explicit-any */
type SomeEntity = Entity<any>
type ToPage = (given: any, level: 'root' | 'child') => PageRequest<any>
/* eslint-enable @typescript-eslint/no-explicit-any */

/** Reads a page of all rows of an entity. */
export function listOf(entity: SomeEntity, toPage: ToPage): Reads {
  return { kind: 'list', entity: entity as AnyEntity, parent: null, pageOf: pageAt(toPage, 'root') }
}

/** Reads a page of the rows that belong to the parent with the key in a column. */
export function childrenOf(entity: SomeEntity, relation: Relation, column: string, toPage: ToPage): Reads {
  return {
    kind: 'list',
    entity: entity as AnyEntity,
    parent: { relation, column },
    pageOf: pageAt(toPage, 'child'),
  }
}

function pageAt(toPage: ToPage, level: 'root' | 'child'): PageOf {
  return (given) => toPage(given, level) as ReturnType<PageOf>
}

/** Reads the row with the key in the argument `id`. */
export function byKeyOf(entity: SomeEntity): Reads {
  return { kind: 'byKey', entity: entity as AnyEntity }
}

/** Reads the row to which a column refers. */
export function referenceTo(entity: SomeEntity, column: string): Reads {
  return { kind: 'reference', entity: entity as AnyEntity, column }
}

/** The resolver of the global id of a row. */
export function globalId<Name extends string>(type: string, column: Name) {
  return reading({ kind: 'globalId', type, column }, (row: Readonly<Record<Name, unknown>>) =>
    toGlobalId(type, String(row[column])),
  )
}

/** The resolver of a column with a lower-case enum value. */
export function enumColumn<Name extends string>(column: Name) {
  return reading(
    { kind: 'column', column },
    // the enum follows from the field
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
    <Value extends string>(row: Readonly<Record<Name, string>>) => toEnumValue<Value>(row[column]),
  )
}
