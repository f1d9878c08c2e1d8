import { PlumblineError } from '../../errors.ts'
import { checkTexts } from './check-texts.ts'
import { metricsRequestSchema, type MetricsRequest, type MetricsRequestInput } from './request.ts'

/** More problems than a caller reads. */
const maxProblems = 20

/**
 * Reads a question as any door sends it.
 *
 * @throws PlumblineError `BAD_REQUEST` with every argument that has the wrong form
 */
export function readRequest(input: MetricsRequestInput): MetricsRequest {
  for (const [argument, value] of Object.entries(input)) checkTexts(argument, value)
  const parsed = metricsRequestSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues
    .slice(0, maxProblems)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
  throw new PlumblineError('BAD_REQUEST', problems.join('; '), { problems })
}
