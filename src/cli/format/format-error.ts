import { CommanderError } from 'commander'
import { PlumblineError, short } from '../../errors.ts'
import type { ErrorCode, ErrorDetails } from '../../errors.ts'

interface ToldError {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

/** `error CODE: sentence`, then what would have been accepted and every single problem, one per line. */
export function formatError(error: unknown): string {
  const { code, message, details } = toldError(error)
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
  const { code, message, details } = toldError(error)
  return `${JSON.stringify({ error: { code, message, ...details } })}\n`
}

function toldError(error: unknown): ToldError {
  if (error instanceof PlumblineError)
    return { code: error.code, message: error.message, details: error.details }
  if (error instanceof CommanderError) return usageError(error.message)
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'INTERNAL',
    message: `Something on our side broke: ${message}`,
    details: {},
  }
}

/** Commander's sentences end with a suggestion in brackets on a line of its own. */
function usageError(message: string): ToldError {
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
