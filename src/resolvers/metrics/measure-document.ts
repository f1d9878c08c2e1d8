import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromAST,
} from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { defaultSize } from '../entities/lists/page-size.ts'

/** The potential size of the response to a document. */
export interface DocumentSize {
  /** The number of fields, with those of each spread of a fragment. */
  readonly fields: number
  /** The depth of nested fields. */
  readonly depth: number
  /** The largest number of objects on all pages; a query of the warehouse has a fixed weight. */
  readonly nodes: number
  /** The number of selected fields that query the warehouse, independent of the number of objects that have them. */
  readonly queries: number
}

/** The weight of a query of the warehouse. */
const queryWeight = 1_000

/** The weight of a list without pages: the catalogue has lists of a few to two hundred items. */
const listWeight = 100

/** Measures an operation before it runs. */
export function measureDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>>,
): DocumentSize {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
  const queryType = schema.getQueryType() ?? undefined
  // each fragment is measured once, however often it is spread
  const measured = new Map<string, DocumentSize>()

  const sizeOfFragment = (name: string, fragment: FragmentDefinitionNode): DocumentSize => {
    const known = measured.get(name)
    if (known !== undefined) return known
    const size = sizeOf(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    measured.set(name, size)
    return size
  }

  const sizeOf = (selectionSet: SelectionSetNode, parent: GraphQLNamedType | undefined): DocumentSize => {
    const sizes = selectionSet.selections.map((selection): DocumentSize => {
      if (selection.kind === Kind.FIELD) return sizeOfField(selection, parent)
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        return fragment === undefined ? emptySize : sizeOfFragment(selection.name.value, fragment)
      }
      const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent
      return sizeOf(selection.selectionSet, type)
    })
    return {
      fields: sizes.reduce((sum, { fields }) => sum + fields, 0),
      depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
      nodes: sizes.reduce((sum, { nodes }) => sum + nodes, 0),
      queries: sizes.reduce((sum, { queries }) => sum + queries, 0),
    }
  }

  const sizeOfField = (field: FieldNode, parent: GraphQLNamedType | undefined): DocumentSize => {
    // introspection is bounded by the size of the schema
    if (field.name.value.startsWith('__')) return oneField
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined
    if (definition === undefined) return oneField
    const type = getNamedType(definition.type)
    const inner = field.selectionSet && isCompositeType(type) ? sizeOf(field.selectionSet, type) : emptySize
    const size = {
      fields: inner.fields + 1,
      depth: inner.depth + 1,
      queries: inner.queries + (isOfMoment(type) ? 1 : 0),
    }
    if (isWarehouseQuery(type)) return { ...size, nodes: queryWeight + inner.nodes }
    const page = pageSize(definition, field, parent === queryType, variables)
    return { ...size, nodes: page === null ? inner.nodes : page * (1 + inner.nodes) }
  }

  if (operation === undefined) return emptySize
  return sizeOf(operation.selectionSet, queryType)
}

const emptySize: DocumentSize = { fields: 0, depth: 0, nodes: 0, queries: 0 }

const oneField: DocumentSize = { ...emptySize, fields: 1 }

/** Whether a field of this type queries the warehouse: such types have a provenance. */
function isWarehouseQuery(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getFields()['provenance'] !== undefined
}

/** Whether a field of this type is computed as of a moment: a result, a feed, or a part of a page. */
function isOfMoment(type: GraphQLNamedType): boolean {
  return isWarehouseQuery(type) || (isObjectType(type) && type.getFields()['asOf'] !== undefined)
}

/** Whether a field is a list of objects without pages. */
function isListOfObjects({ type, name }: GraphQLField<unknown, unknown>): boolean {
  return (
    isListType(getNullableType(type)) &&
    isCompositeType(getNamedType(type)) &&
    name !== 'nodes' &&
    name !== 'edges'
  )
}

/** The largest number of items of a list; null when the field is not a list. */
function pageSize(
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  isRoot: boolean,
  variables: Readonly<Record<string, unknown>>,
): number | null {
  const valueOf = (name: string): unknown => {
    const argument = definition.args.find((one) => one.name === name)
    const given = field.arguments?.find((one) => one.name.value === name)
    return argument && given ? valueFromAST(given.value, argument.type, variables) : undefined
  }
  // one item for each value
  for (const values of [valueOf('ids'), valueOf('names')]) if (Array.isArray(values)) return values.length
  const isPaged = definition.args.some(({ name }) => name === 'first')
  if (!isPaged) return isListOfObjects(definition) ? listWeight : null
  const size = valueOf('first') ?? valueOf('last') ?? (isRoot ? defaultSize.root : defaultSize.child)
  return Math.max(1, Number(size))
}
