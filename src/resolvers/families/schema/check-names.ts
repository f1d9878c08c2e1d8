import { Kind, parse } from 'graphql'
import { PlumblineError } from '../../../errors.ts'
import type { Family } from '../family.ts'
import { hasPartialField, partialField, shapeFields } from '../shape-fields.ts'

/** A family and its generated schema. */
export interface WrittenFamily {
  readonly family: Family
  readonly sdl: string
}

/**
 * Rejects names in `sql/` that would create a duplicate name in the GraphQL schema.
 *
 * @param sdl the hand-written part of the schema
 * @throws PlumblineError `BAD_CATALOG` with every duplicate and its file
 */
export function checkNames(families: readonly WrittenFamily[], sdl: string): void {
  const taken = new Set(namesOf(sdl))
  const problems = families.flatMap(({ family, sdl: own }) => {
    const names = namesOf(own)
    const duplicates = [
      ...names.filter((name) => taken.has(name)),
      ...repeated(rowFields(family)).map((field) => `${family.type}Row.${field}`),
    ]
    for (const name of names) taken.add(name)
    return duplicates.map(
      (name) =>
        `${family.view.file}:1: graphql-names: ${family.view.name} would add a second ${name} to the GraphQL schema; rename the view, the metric or the dimension.`,
    )
  })
  if (problems.length > 0) throw new PlumblineError('BAD_CATALOG', problems.join('\n'), { problems })
}

/** The names of types, and of the fields of `Query` as `Query.metrics`. */
function namesOf(sdl: string): readonly string[] {
  return parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind === Kind.OBJECT_TYPE_EXTENSION)
      return (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
    return 'name' in definition ? [definition.name.value] : []
  })
}

function rowFields(family: Family): readonly string[] {
  const { shape, dimensions, metrics } = family
  return [
    ...shapeFields[shape].map(({ name }) => name),
    ...(hasPartialField(family) ? [partialField.name] : []),
    ...dimensions.map(({ field }) => field),
    'others',
    ...metrics.map(({ field }) => field),
  ]
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
