import { fatal, type ErrorFields } from '../wire/write.ts'

/** The SQL API's own limits of time: a client can switch off those of PostgreSQL. */
export interface ClockLimits {
  readonly statementMs: number
  readonly idleMs: number
  readonly idleInTransactionMs: number
}

interface Actions {
  readonly cancel: () => void
  readonly end: (last: Buffer) => void
  /** The state of the transaction. */
  readonly status: () => string
}

/** The clock of a session. */
export interface Clock {
  /** A statement runs. */
  readonly begin: () => void
  /** PostgreSQL waits for the client. */
  readonly done: () => void
  /** The error of a statement that the clock has cancelled says so. */
  readonly explained: (fields: ErrorFields) => ErrorFields
  readonly stop: () => void
}

export function createClock(limits: ClockLimits, { cancel, end, status }: Actions): Clock {
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
  let hasCancelled = false
  const after = (ms: number, act: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(act, ms).unref()
  }
  return {
    begin: () => {
      if (isRunning) return
      isRunning = true
      after(limits.statementMs, () => {
        hasCancelled = true
        cancel()
      })
    },
    done: () => {
      isRunning = false
      hasCancelled = false
      const ms = status() === 'I' ? limits.idleMs : limits.idleInTransactionMs
      after(ms, () =>
        end(
          fatal(
            status() === 'I' ? '57P05' : '25P03',
            `The session was idle for more than ${Math.round(ms / 1_000)} seconds.`,
            'Connect again.',
          ),
        ),
      )
    },
    explained: (fields) => {
      if (!hasCancelled || fields['C'] !== '57014') return fields
      const { S = 'ERROR', V = 'ERROR' } = fields
      return {
        S,
        V,
        C: '57014',
        M: `The statement took longer than ${Math.round(limits.statementMs / 1_000)} seconds.`,
        H: 'Group by fewer columns, or add conditions.',
      }
    },
    stop: () => clearTimeout(timer),
  }
}
