import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

/** Events with a name and fields, one JSON object per line. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** How long a line may wait for others, in milliseconds: a system call for each line costs more than the line. */
const maxWaitMs = 50
const minBytes = 4_096

/** Standard error, because standard output has results. What waits is written before the process ends. */
function standardError(): DestinationStream {
  const stream = pino.destination({ dest: 2, sync: true, minLength: minBytes, periodicFlush: maxWaitMs })
  process.once('exit', () => stream.flushSync())
  return stream
}

/**
 * A log to standard error; tests pass another destination.
 *
 * @param fields of each line, in addition to its own
 */
export function createLog(
  level: LogLevel,
  destination: DestinationStream = standardError(),
  fields: () => object = () => ({}),
): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, mixin: () => fields() },
    destination,
  )
}
