import { withAlternatives, type ErrorCode, type ErrorDetails } from '../../errors.ts'

/** The body of an error in the form of Cube: one sentence, which its clients show. */
export function cubeFault(
  code: ErrorCode,
  message: string,
  requestId: string,
  details: ErrorDetails = {},
): object {
  return { error: withAlternatives(message, details), plumbline: { code }, requestId }
}
