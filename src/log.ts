import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

/** Events with a name and fields, one JSON object per line. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * A log to standard error, because standard output has results; tests pass another destination.
 *
 * @param fields of each line, in addition to its own
 */
export function createLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination(2),
  fields: () => object = () => ({}),
): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: () => fields() },
    destination,
  )
}
