import type { GraphQLResolveInfo } from 'graphql'
import type { AccountPartName } from '../loaders/account-parts.ts'
import type { Entity } from '../loaders/fetch/entity.ts'
import type { PageRequest } from '../loaders/fetch/page.ts'
import type { Relation } from '../loaders/fetch/page-statement.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { MetricsResult } from '../semantic/model/result.ts'

/** An entity with rows of any form. */
export type AnyEntity = Entity<Readonly<Record<string, unknown>>>

/** The page that the arguments of a list request. */
export type PageOf = (
  given: Readonly<Record<string, unknown>>,
) => PageRequest<Readonly<Record<string, unknown>>>

/** The selection below a field. */
export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'fragments' | 'parentType' | 'schema' | 'variableValues'
>

/** A query for metrics, and the object of the field that it answers. */
export interface QueryOfField<Answer = unknown> {
  readonly request: MetricsRequestInput
  readonly objectOf: (result: MetricsResult) => Answer
}

/**
 * What a resolver reads, for those who answer a field without calling it: its value is a function of the row of its
 * parent, or rows that belong to it.
 */
export type Reads =
  /** A column of the row; an enum value for a field of that type. */
  | { readonly kind: 'column'; readonly column: string }
  /** The global id of the row. */
  | { readonly kind: 'globalId'; readonly type: string; readonly column: string }
  /** The object with this key; null without a key. */
  | { readonly kind: 'reference'; readonly entity: AnyEntity; readonly column: string }
  /** The object with the key in the argument `id`. */
  | { readonly kind: 'byKey'; readonly entity: AnyEntity }
  /** A page of a whole list, or of the list of the parent with the key in a column. */
  | {
      readonly kind: 'list'
      readonly entity: AnyEntity
      readonly parent: { readonly relation: Relation; readonly column: string } | null
      readonly pageOf: PageOf
    }
  /** A part of the page of an account. */
  | { readonly kind: 'part'; readonly part: AccountPartName }
  /** The result of a query for metrics. */
  | {
      readonly kind: 'query'
      readonly queryOf: (given: Readonly<Record<string, unknown>>, selection: SelectionInfo) => QueryOfField
    }

// every resolver has other types
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyResolver = (...values: any[]) => unknown

const known = new WeakMap<AnyResolver, Reads>()

/** The same resolver, of which is known what it reads. */
export function reading<Resolver extends AnyResolver>(reads: Reads, resolve: Resolver): Resolver {
  known.set(resolve, reads)
  return resolve
}

/** What a resolver reads; undefined where that is not known. */
export function readsOf(resolve: AnyResolver): Reads | undefined {
  return known.get(resolve)
}

/** The resolver of a column of the row. */
export function column<Name extends string>(name: Name) {
  return reading(
    { kind: 'column', column: name },
    <Row extends Readonly<Record<Name, unknown>>>(row: Row): Row[Name] => row[name],
  )
}
