import { Kind, OperationTypeNode, parse, validate, visit } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { readsOf } from '../resolvers/reads.ts'

/** A valid document, and one operation of it. */
export interface PreparedDocument {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** The variables that are only keys of root fields: their values do not change the statement. */
  readonly keys: ReadonlySet<string>
  /** The variables that are only cursors of root fields: of their values only the form matters. */
  readonly cursors: ReadonlySet<string>
}

/** Reads a document; null when it is invalid, or the operation is no query or not in it. */
export function prepareDocument(
  schema: GraphQLSchema,
  text: string,
  operationName: string | null,
): PreparedDocument | null {
  const document = parsed(text)
  if (document === null || validate(schema, document).length > 0) return null
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation, other] = operations.filter(
    ({ name }) => operationName === null || name?.value === operationName,
  )
  if (operation === undefined || other !== undefined || operation.operation !== OperationTypeNode.QUERY)
    return null
  const fragments = document.definitions.flatMap((one) =>
    one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
  )
  return {
    document,
    operation,
    fragments: Object.fromEntries(fragments),
    ...freeVariables(schema, document, operation),
  }
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/** The variables that are arguments of root fields, and used nowhere else. */
function freeVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): Pick<PreparedDocument, 'keys' | 'cursors'> {
  const uses: string[] = []
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.push(name.value),
  })
  const found = { keys: [] as string[], cursors: [] as string[] }
  for (const field of selectionSet.selections) {
    if (field.kind !== Kind.FIELD) continue
    const resolve = schema.getQueryType()?.getFields()[field.name.value]?.resolve
    const reads = resolve === undefined ? undefined : readsOf(resolve)
    for (const { name, value } of field.arguments ?? []) {
      if (value.kind !== Kind.VARIABLE) continue
      if (reads?.kind === 'byKey' && name.value === 'id') found.keys.push(value.name.value)
      if (reads?.kind === 'list' && /^(?:after|before)$/.test(name.value))
        found.cursors.push(value.name.value)
    }
  }
  const onlyIn = (names: readonly string[]) =>
    new Set(
      names.filter((name) => {
        const count = (list: readonly string[]) => list.filter((one) => one === name).length
        return count(uses) === count(names)
      }),
    )
  return { keys: onlyIn(found.keys), cursors: onlyIn(found.cursors) }
}
