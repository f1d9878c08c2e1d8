import { getNamedType, isCompositeType, isObjectType, isInterfaceType, Kind, valueFromAST } from 'graphql'
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

/** How large the answer to a document can become. */
export interface DocumentSize {
  /** How many fields are nested in each other. */
  readonly depth: number
  /** How many things there can be on all its pages, questions to the warehouse counting for many. */
  readonly nodes: number
}

/** What a question to the warehouse counts for, whatever it answers. */
const questionWeight = 1_000

/** Measures an operation before anything of it is run. */
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
  // each fragment is measured once, however often fragments spread each other
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
        return fragment === undefined ? nothing : sizeOfFragment(selection.name.value, fragment)
      }
      const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent
      return sizeOf(selection.selectionSet, type)
    })
    return {
      depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
      nodes: sizes.reduce((sum, { nodes }) => sum + nodes, 0),
    }
  }

  const sizeOfField = (field: FieldNode, parent: GraphQLNamedType | undefined): DocumentSize => {
    // introspection is as large as the schema, never larger
    if (field.name.value.startsWith('__')) return nothing
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined
    if (definition === undefined) return nothing
    const type = getNamedType(definition.type)
    const inner = field.selectionSet && isCompositeType(type) ? sizeOf(field.selectionSet, type) : nothing
    if (isQuestion(type)) return { depth: inner.depth + 1, nodes: questionWeight + inner.nodes }
    const page = pageSize(definition, field, variables)
    return { depth: inner.depth + 1, nodes: page === null ? inner.nodes : page * (1 + inner.nodes) }
  }

  if (operation === undefined) return nothing
  return sizeOf(operation.selectionSet, schema.getQueryType() ?? undefined)
}

const nothing: DocumentSize = { depth: 0, nodes: 0 }

/** Whether a field of this type is a question to the warehouse: its answer tells where it comes from. */
function isQuestion(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getFields()['provenance'] !== undefined
}

/** How many items a list is asked for; null when the field is no list with pages. */
function pageSize(
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number | null {
  const argument = definition.args.find(({ name }) => name === 'first')
  if (argument === undefined) return null
  const given = field.arguments?.find(({ name }) => name.value === 'first')
  const value = given === undefined ? undefined : valueFromAST(given.value, argument.type, variables)
  return Math.max(1, Number(value ?? argument.defaultValue ?? 1))
}
