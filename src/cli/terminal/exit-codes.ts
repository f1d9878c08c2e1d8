import { CommanderError } from 'commander'
import { PlumblineError } from '../../errors.ts'
import type { ErrorCode } from '../../errors.ts'

/** What a script can tell from how a command ended. */
export const exitCodes = {
  ok: 0,
  /** The check found problems, or the question, the data or the definitions were refused. */
  refused: 1,
  /** The command was not called as `--help` says. */
  usage: 2,
  /** The warehouse, or something of ours, failed: trying again later may help. */
  failed: 3,
} as const

const usageCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BAD_REQUEST', 'BAD_CONFIGURATION'])
const failureCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'TIMEOUT',
  'WAREHOUSE_UNAVAILABLE',
  'INTERNAL',
])

/** The exit code that an error ends the command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (!(error instanceof PlumblineError) || failureCodes.has(error.code)) return exitCodes.failed
  return usageCodes.has(error.code) ? exitCodes.usage : exitCodes.refused
}
