import type { FastifyRequest } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { exportFormats } from '../../export/format.ts'
import type { ExportFormat } from '../../export/format.ts'
import type { WriterOptions } from '../../export/result-writer.ts'
import { z } from '../../forms.ts'
import { urlParameters } from '../documents/document-of.ts'
import { formatFor } from './choose-format.ts'

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const parameters = z.strictObject({
  format: z.enum(exportFormats).optional(),
  /** Whether CSV and NDJSON end with a line of provenance. */
  provenance: flag.default(true),
  escapeFormulas: flag.default(false),
  /** The question, as JSON; only in a GET request. */
  input: z.string().optional(),
})

/** What a request says in its URL and its header `Accept`. */
export interface ExportOptions extends WriterOptions {
  readonly format: ExportFormat
  /** The question of a GET request, as JSON; null in a POST request, which has it in its body. */
  readonly input: string | null
}

/**
 * Reads the options of an export.
 *
 * @throws PlumblineError `BAD_REQUEST` for an unknown, repeated or invalid parameter, `NOT_ACCEPTABLE` for other types
 */
export function readOptions(request: FastifyRequest): ExportOptions {
  const given = urlParameters(request)
  for (const name of given.keys())
    if (given.getAll(name).length > 1)
      throw badParameter(`The parameter ${name} is there more than once.`, name)
  const parsed = parameters.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? '')
    const sentence = `${name === '' ? '' : `${name}: `}${issue?.message ?? ''}`
    throw badParameter(sentence, name === '' ? 'url' : name, issue && alternatives(issue))
  }
  const {
    format = formatFor(request.headers.accept ?? ''),
    provenance,
    escapeFormulas,
    input = null,
  } = parsed.data
  if (escapeFormulas && format !== 'csv')
    throw badParameter(`escapeFormulas is for csv; ${format} has no formulas.`, 'escapeFormulas')
  if ((input === null) !== (request.method === 'POST'))
    throw badParameter(
      request.method === 'POST'
        ? 'A POST request has its question in the body, not in the parameter input.'
        : 'The parameter input is missing: the question as JSON, such as input={"metrics":["MRR"]}.',
      'input',
    )
  return { format, provenance, escapeFormulas, input }
}

/** What the caller may write instead: the names of parameters, or the values of one. */
function alternatives(issue: z.core.$ZodIssue): readonly string[] | undefined {
  if (issue.code === 'unrecognized_keys') return Object.keys(parameters.shape)
  return issue.code === 'invalid_value' ? issue.values.map(String) : undefined
}

function badParameter(sentence: string, subject: string, valid?: readonly string[]): PlumblineError {
  return new PlumblineError('BAD_REQUEST', sentence, { subject, ...(valid && { valid }) })
}
