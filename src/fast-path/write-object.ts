import { isLeafType, isListType, isNonNullType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLOutputType } from 'graphql'
import { NotUnderstood } from './select/not-understood.ts'
import type { Writing } from './select/rows.ts'
import { definitionOf, isTypeName, selectedBelow } from './select/selection.ts'

/** The JSON of a value. */
export type WriteValue = (value: unknown) => string

/**
 * Writes values of a type with the selected fields, as graphql-js does. Only fields whose value is a function of their
 * parent are understood; a value that cannot be written throws.
 *
 * @throws NotUnderstood for other types and fields
 */
export function writerOf(writing: Writing, type: GraphQLOutputType, nodes: readonly FieldNode[]): WriteValue {
  if (!isNonNullType(type)) {
    const write = writerOfPresent(writing, type, nodes)
    return (value) => ((value ?? null) === null ? 'null' : write(value))
  }
  const write = writerOfPresent(writing, type.ofType, nodes)
  return (value) => {
    if ((value ?? null) === null) throw new NotUnderstood()
    return write(value)
  }
}

function writerOfPresent(writing: Writing, type: GraphQLOutputType, nodes: readonly FieldNode[]): WriteValue {
  if (isLeafType(type)) {
    const text = (value: unknown): string | undefined => JSON.stringify(type.serialize(value))
    return (value) => text(value) ?? fail()
  }
  if (isListType(type)) {
    const write = writerOf(writing, type.ofType, nodes)
    return (value) => (Array.isArray(value) ? `[${value.map(write).join(',')}]` : fail())
  }
  if (!isObjectType(type)) throw new NotUnderstood()
  const { fields } = selectedBelow(writing, type, nodes)
  const writers = [...fields].map(([name, selected]): WriteValue => {
    // the same name may have instants elsewhere
    writing.names.others.add(name)
    const begin = `"${name}":`
    if (isTypeName(selected)) {
      const text = `${begin}${JSON.stringify(type.name)}`
      return () => text
    }
    const { name: own, resolve, type: target } = definitionOf(type, selected)
    // a resolver with arguments or a context may read more than its parent
    if (resolve !== undefined && resolve.length > 1) throw new NotUnderstood()
    const read = resolve as ((source: unknown) => unknown) | undefined
    const write = writerOf(writing, target, selected)
    return read === undefined
      ? (source) => begin + write((source as Readonly<Record<string, unknown>>)[own])
      : (source) => begin + write(read(source))
  })
  return (value) => `{${writers.map((write) => write(value)).join(',')}}`
}

function fail(): never {
  throw new NotUnderstood()
}
