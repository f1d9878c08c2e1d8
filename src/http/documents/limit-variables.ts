import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { variablesOf } from './document-of.ts'

/** More than any input object has. */
const maxNames = 500

/**
 * Rejects variables with a very large object. GraphQL quotes a wrong object in full in the message of each of its
 * unknown fields.
 */
export function limitVariables(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (hasLargeObject(variablesOf(request)))
      throw new PlumblineError(
        'QUERY_TOO_EXPENSIVE',
        `The variables have an object with more than ${maxNames} fields. No input has as many.`,
        { subject: 'variables' },
      )
    done()
  })
}

function hasLargeObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const values: readonly unknown[] = Object.values(value)
  if (!Array.isArray(value) && values.length > maxNames) return true
  return values.some(hasLargeObject)
}
