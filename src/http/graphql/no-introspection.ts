import { GraphQLError } from 'graphql'
import type { ValidationRule } from 'graphql'
import { PlumblineError } from '../../errors.ts'

const message =
  'Introspection is off here. Get the schema from the operator: plumbline schema prints it for a code generator.'

/** Rejects documents that read the schema. */
export const noIntrospection: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value !== '__schema' && node.name.value !== '__type') return
    context.reportError(
      new GraphQLError(message, {
        nodes: node,
        originalError: new PlumblineError('INTROSPECTION_OFF', message, { subject: node.name.value }),
      }),
    )
  },
})
