import { variable, type Variable } from './selection.js'
import { declaration, inBrackets, nameNode, nodes, valuePart, type Enums, type Part } from './parts.js'

/**
 * A document with the types of its data and its variables. Apollo Client and urql take it as it is; its text, for other
 * clients and for a file of trusted documents, is `String(document)`.
 */
export interface Document<Data, Variables> {
  /**
   * Fits `DocumentNode` of every version of `graphql`, which is not imported. With a member that a `DocumentNode` lacks,
   * Apollo Client would find no types.
   */
  readonly kind: never
  readonly definitions: readonly never[]
  /** Only a type: where clients find those of the data and the variables. */
  readonly __apiType?: (variables: Variables) => Data
  /** The text. `JSON.stringify` writes it, too, so that a body is `JSON.stringify({ query: document, variables })`. */
  toString(): string
}

/** The data of a document: `DataOf<typeof panel>`. */
export type DataOf<Typed> = Typed extends Document<infer Data, infer _> ? Data : never

/** A field of an operation: its name, its type, and the types of its arguments. */
export interface Field {
  readonly name: string
  readonly type: string
  readonly arguments: Readonly<Record<string, string>>
}

/** What the texts of documents need to know of the schema. */
export interface Graph {
  /** Object type → its fields with objects: their types, and their arguments where they have some. */
  readonly fields: Readonly<
    Record<string, Readonly<Record<string, Pick<Field, 'type'> & Partial<Pick<Field, 'arguments'>>>>>
  >
  readonly enums: Enums
}

/** Field → `true`, or what is selected of its object; with `select` next to the arguments of a field that has some. */
export interface Select {
  readonly [field: string]: true | Select
}

type Given = Readonly<Record<string, unknown>>

/** The document of one field, with values or variables for its arguments. */
export function documentOf<Data, Variables>(
  graph: Graph,
  operation: 'query' | 'subscription',
  name: string,
  field: Field,
  given: Given,
  select: Select,
): Document<Data, Variables> {
  const variables = new Map<string, string>()
  const selected = fieldPart(graph, field, given, select, variables)
  const declared = [...variables].map(([one, type]) => declaration(one, type))
  const node = {
    kind: 'OperationDefinition',
    operation,
    name: nameNode(name),
    variableDefinitions: nodes(declared),
    directives: [],
    selectionSet: { kind: 'SelectionSet', selections: [selected.node] },
  }
  const text = `${operation} ${name}${inBrackets(declared)} { ${selected.text} }`
  return new TextAndNodes(node, text) as unknown as Document<Data, Variables>
}

/** Every argument of a field as a variable of its name. An absent variable is an absent argument. */
export function variablesOf({ arguments: types }: Field): Readonly<Record<string, Variable<string>>> {
  return Object.fromEntries(Object.keys(types).map((name) => [name, variable(name)]))
}

class TextAndNodes {
  readonly kind = 'Document'
  readonly definitions: readonly object[]
  readonly #text: string

  constructor(definition: object, text: string) {
    this.definitions = [definition]
    this.#text = text
  }

  toString(): string {
    return this.#text
  }

  toJSON(): string {
    return this.#text
  }
}

function fieldPart(
  graph: Graph,
  { name, type, arguments: types }: Field,
  given: Given,
  select: Select,
  variables: Map<string, string>,
): Part {
  const passed = Object.entries(given).flatMap(([argument, value]) => {
    const expected = types[argument]
    if (expected === undefined || value === undefined) return []
    const { text, node } = valuePart(graph.enums, value, expected, variables)
    return [
      { text: `${argument}: ${text}`, node: { kind: 'Argument', name: nameNode(argument), value: node } },
    ]
  })
  const inner = Object.entries(select).map(([one, chosen]): Part => {
    if (chosen === true) return leafPart(one)
    const { type: innerType = '', arguments: innerTypes } = graph.fields[type]?.[one] ?? {}
    const innerField = { name: one, type: innerType, arguments: innerTypes ?? {} }
    return innerTypes === undefined
      ? fieldPart(graph, innerField, {}, chosen, variables)
      : fieldPart(graph, innerField, chosen, chosen['select'] as Select, variables)
  })
  const selectionSet = { kind: 'SelectionSet', selections: nodes(inner) }
  return {
    text: `${name}${inBrackets(passed)} { ${inner.map(({ text }) => text).join(' ')} }`,
    node: { kind: 'Field', name: nameNode(name), arguments: nodes(passed), directives: [], selectionSet },
  }
}

function leafPart(name: string): Part {
  return { text: name, node: { kind: 'Field', name: nameNode(name), arguments: [], directives: [] } }
}
