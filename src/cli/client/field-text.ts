import { getNamedType } from 'graphql'
import type { GraphQLField } from 'graphql'
import { listed } from './type-text.ts'

type Field = GraphQLField<unknown, unknown>

/** A field with its type and the types of its arguments, as variables of a document. */
export function fieldText({ name, args, type }: Field): string {
  return `{ name: '${name}', ${typesText({ args, type })} }`
}

/** The type of a field, and the types of its arguments. */
export function typesText({ args, type }: Pick<Field, 'args' | 'type'>): string {
  const types = args.map((argument) => {
    const given = argument.type.toString()
    return `${argument.name}: '${argument.defaultValue === undefined ? given : given.replace(/!$/, '')}'`
  })
  return `type: '${getNamedType(type).name}', arguments: ${listed(types)}`
}
