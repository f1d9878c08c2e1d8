import type { ErrorCode, ErrorDetails } from '../../errors.ts'

/** The body of an error in the form of Cube: one sentence, which its clients show. */
export function cubeFault(
  code: ErrorCode,
  message: string,
  requestId: string,
  { suggestions = [], valid = [] }: ErrorDetails = {},
): object {
  const similar = suggestions.length === 0 ? '' : ` Similar: ${suggestions.join(', ')}.`
  const others = valid.length === 0 ? '' : ` Valid: ${valid.join(', ')}.`
  return { error: `${message}${similar}${others}`, plumbline: { code }, requestId }
}
