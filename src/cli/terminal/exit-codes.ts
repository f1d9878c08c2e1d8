import { CommanderError } from 'commander'
import { PlumblineError } from '../../errors.ts'
import type { ErrorCode } from '../../errors.ts'

/** The exit codes of all commands. */
export const exitCodes = {
  ok: 0,
  /** The check found problems, or the query, the data or the definitions were rejected. */
  rejected: 1,
  /** Wrong usage; see `--help`. */
  usage: 2,
  /** The warehouse or Plumbline itself failed: a retry may help. */
  failed: 3,
} as const

const usageCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BAD_REQUEST', 'BAD_CONFIGURATION'])
const failureCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'TIMEOUT',
  'WAREHOUSE_UNAVAILABLE',
  'INTERNAL',
])

/** The exit code of an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (!(error instanceof PlumblineError) || failureCodes.has(error.code)) return exitCodes.failed
  return usageCodes.has(error.code) ? exitCodes.usage : exitCodes.rejected
}
