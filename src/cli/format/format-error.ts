import { CommanderError } from 'commander'
import { PlumblineError, short } from '../../errors.ts'
import type { ErrorCode, ErrorDetails } from '../../errors.ts'

interface ReportedError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

/** `error CODE: sentence`, then the accepted values and every problem, one per line. */
export function formatError(error: unknown): string {
  const { code, message, details } = toReportedError(error)
  const lines = [
    `error ${code}: ${message}`,
    ...(details.suggestions ?? []).map((name) => `  did you mean ${name}?`),
    ...(details.valid ?? []).map((name) => `  valid: ${name}`),
    ...(details.problems ?? []).map((problem) => `  ${problem}`),
    ...(code === 'INTERNAL' ? ['  LOG_LEVEL=debug shows where.'] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** The same as one JSON object, for `--json`. */
export function formatErrorAsJson(error: unknown): string {
  const { code, message, details } = toReportedError(error)
  return `${JSON.stringify({ error: { code, message, ...details } })}\n`
}

function toReportedError(error: unknown): ReportedError {
  if (error instanceof PlumblineError)
    return { code: error.code, message: error.message, details: error.details }
  if (error instanceof CommanderError) return usageError(error.message)
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'INTERNAL',
    message: `Internal error: ${message}`,
    details: {},
  }
}

/** Commander's messages end with a suggestion in brackets on its own line. */
function usageError(message: string): ReportedError {
  const sentence = short(message)
    .replace(/^error: /, '')
    .replace(/\s*\(Did you mean .*\)\s*$/s, '')
  const suggestions = /\(Did you mean (?:one of )?(?<names>.*)\?\)/s.exec(message)?.groups?.['names']
  return {
    code: 'BAD_REQUEST',
    message: `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}.`,
    details: suggestions === undefined ? {} : { suggestions: suggestions.split(/,\s*/) },
  }
}
