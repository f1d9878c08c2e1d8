import { Kind, parse } from 'graphql'
import type { InputValueDefinitionNode } from 'graphql'

/** The fields of `MetricsInput` in the files of `schema/`; every typed field has them as arguments. */
export function metricsInputFields(sdl: string): readonly InputValueDefinitionNode[] {
  const input = parse(sdl, { noLocation: true }).definitions.find(
    (definition) =>
      definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && definition.name.value === 'MetricsInput',
  )
  if (input?.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) throw new Error('schema/ has no input MetricsInput')
  return input.fields ?? []
}
