import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PlumblineError } from '../errors.ts'
import { inexactNumberIn } from '../semantic/model/exact-number.ts'

/** Deeper than any question is nested. */
const deepest = 200

/** Texts, so that no bracket in them is one, and brackets. */
const pieces = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs

/**
 * Reads the JSON of a request, in its body or in its address, and refuses what would not arrive as it was written: a
 * number with more digits than a JSON number holds would become another one, and bytes that are no UTF-8 other text.
 */
export function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (!isUtf8(bytes)) throw refusal('The body is not in UTF-8.')
    const text = bytes.toString()
    void parse(request, text, (error, value) => {
      try {
        if (error === null) checkJson(text)
        done(error && refusal('The body is not valid JSON, or has a name such as __proto__.'), value)
      } catch (reason) {
        done(reason as Error)
      }
    })
  })
  fastify.addHook('preValidation', (request, _reply, done) => {
    for (const text of textsInAddress(request)) checkJson(text)
    done()
  })
}

/** The arguments of an address that are JSON; whether they are, is seen where they are read. */
function textsInAddress({ query }: FastifyRequest): readonly string[] {
  return Object.entries(query as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    ['variables', 'extensions'].includes(name) && typeof value === 'string' ? [value] : [],
  )
}

/** @throws PlumblineError `BAD_REQUEST` */
function checkJson(text: string): void {
  let depth = 0
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === '{' || piece === '[') depth += 1
    if (piece === '}' || piece === ']') depth -= 1
    if (depth > deepest) throw refusal(`The JSON is nested more than ${String(deepest)} deep.`)
  }
  const number = inexactNumberIn(text)
  if (number === null) return
  throw refusal(
    `The number ${number} has more digits than a JSON number holds, or is beyond 2^53 − 1, so that another number could arrive. Send it as a text: "${number}".`,
  )
}

function refusal(sentence: string): PlumblineError {
  return new PlumblineError('BAD_REQUEST', sentence, { subject: 'body' })
}
