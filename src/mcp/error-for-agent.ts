import { errorCodes, opaqueCodeOf } from '../errors.ts'
import type { ErrorCode, ErrorDetails, PlumblineError } from '../errors.ts'

/** What an agent gets of an error. */
export interface AgentError extends ErrorDetails {
  readonly code: ErrorCode
  readonly message: string
  /** Identifies the error in the log; absent where the log is the terminal. */
  readonly requestId?: string
  /** Whether the agent cannot act on it: then there is a code only. */
  readonly isOurs: boolean
}

/** The error for an agent: the sentence with the valid alternatives, or the code alone when it is not its fault. */
export function errorForAgent(error: unknown, requestId: string | null): AgentError {
  const request = requestId === null ? {} : { requestId }
  const opaque = opaqueCodeOf(error)
  if (opaque !== null) return { code: opaque, message: errorCodes[opaque], ...request, isOurs: true }
  const { code, message, details } = error as PlumblineError
  return { code, message, ...details, ...request, isOurs: false }
}
