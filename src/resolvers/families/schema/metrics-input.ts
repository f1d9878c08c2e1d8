import { Kind, parse } from 'graphql'
import type { InputValueDefinitionNode } from 'graphql'

/** The fields of the input `MetricsInput`, which every typed field takes over, from the files of `schema/`. */
export function metricsInputFields(sdl: string): readonly InputValueDefinitionNode[] {
  const input = parse(sdl, { noLocation: true }).definitions.find(
    (definition) =>
      definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && definition.name.value === 'MetricsInput',
  )
  if (input?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) throw new Error('schema/ has no input MetricsInput')
  return input.fields ?? []
}
