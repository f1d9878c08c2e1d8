import { PlumblineError } from '../../../errors.ts'
import { checkTexts } from './check-texts.ts'
import { metricsRequestSchema, type MetricsRequest, type MetricsRequestInput } from './request.ts'

/** The largest number of problems in one message. */
const maxProblems = 20

/**
 * Reads the request of any interface.
 *
 * @throws PlumblineError `BAD_REQUEST` with every argument of the wrong form
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
