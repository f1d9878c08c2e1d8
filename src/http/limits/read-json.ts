import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { inexactNumberIn } from '../../semantic/model/request/exact-number.ts'
import { urlParameters } from '../documents/document-of.ts'

/** Deeper than any query. */
const maxDepth = 200

/** Quoted texts, so that brackets in them are ignored, and brackets. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs

/**
 * Reads the JSON of a request, in its body or in its URL. Rejects values that would be changed by parsing:
 * numbers with more digits than a JSON number has, and bytes that are not UTF-8.
 */
export function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers
    if (encoding !== 'identity') throw badBody(`The body is compressed (${encoding}). Send plain JSON.`)
    const bytes = body as Buffer
    if (!isUtf8(bytes)) throw badBody('The body is not in UTF-8.')
    const text = bytes.toString()
    void parse(request, text, (error, value) => {
      try {
        if (error === null) checkJson(text)
        done(error && badBody('The body is not valid JSON, or has a name such as __proto__.'), value)
      } catch (reason) {
        done(reason as Error)
      }
    })
  })
  fastify.addHook('preValidation', (request, _reply, done) => {
    for (const text of jsonArguments(request)) checkJson(text)
    done()
  })
}

/** The JSON arguments of a URL; invalid ones are reported by their reader. */
function jsonArguments(request: FastifyRequest): readonly string[] {
  const parameters = urlParameters(request)
  return ['variables', 'extensions', 'input'].flatMap((name) => parameters.getAll(name))
}

/** @throws PlumblineError `BAD_REQUEST` */
function checkJson(text: string): void {
  let depth = 0
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    if (depth > maxDepth) throw badBody(`The JSON is nested more than ${String(maxDepth)} deep.`)
  }
  const number = inexactNumberIn(text)
  if (number === null) return
  throw badBody(
    `The number ${number} has more digits than a JSON number, or is beyond 2^53 − 1, so that it could be changed. Send it as text: "${number}".`,
  )
}

function badBody(sentence: string): PlumblineError {
  return new PlumblineError('BAD_REQUEST', sentence, { subject: 'body' })
}
