import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { variablesOf } from './document-of.ts'

/** More than any input object has. */
const maxNames = 500

/** As many values as the server checks within 100 ms, in which it does nothing else. */
const maxValues = 25_000

/**
 * Rejects variables with a very large object, and with very many values. GraphQL quotes a wrong object in full in the
 * message of each of its unknown fields.
 */
export function limitVariables(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    checkVariables(variablesOf(request), 'variables')
    done()
  })
}

/**
 * Checks the size of values that GraphQL will read.
 *
 * @param subject where they are in the request
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export function checkVariables(values: unknown, subject: 'variables' | 'input'): void {
  const tooLarge = (what: string) =>
    new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      `The ${subject === 'input' ? 'input has' : 'variables have'} ${what}.`,
      { subject },
    )
  if (hasLargeObject(values))
    throw tooLarge(`an object with more than ${maxNames} fields. No input has as many`)
  if (countValues(values) > maxValues)
    throw tooLarge(
      `more than ${maxValues.toLocaleString('en-US')} values. Split the list into several queries`,
    )
}

function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, inner) => sum + countValues(inner), 0)
}

function hasLargeObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const values: readonly unknown[] = Object.values(value)
  if (!Array.isArray(value) && values.length > maxNames) return true
  return values.some(hasLargeObject)
}
