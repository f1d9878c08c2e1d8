import type { PgliteCalls, PgliteProgram } from './pglite-backend.ts'

/** The calls that travel between the threads; they run in the order in which they were sent. */
export type PgliteMethod = keyof PgliteCalls

/** What a thread is started with. */
export interface PgliteWorkerData {
  readonly directory: string
  /** PGlite's program, compiled: a thread that starts anew need not compile it again. */
  readonly wasm: PgliteProgram
}

/** A call to PGlite in its thread. */
export interface PgliteCall {
  readonly id: number
  readonly method: PgliteMethod
  readonly values: readonly unknown[]
}

/** The answer to a call; the id 0 says that PGlite has started. */
export type PgliteAnswer =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: SentError }

/** An error as it travels: a copy between threads would lose everything but the message. */
export interface SentError {
  readonly message: string
  readonly stack: string | undefined
  /** What Postgres says about it, its code above all. */
  readonly fields: Readonly<Record<string, string>>
}

/** Takes an error apart for the journey. */
export const toSentError = (error: unknown): SentError => {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, fields: {} }
  const told = Object.entries(error).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { message: error.message, stack: error.stack, fields: Object.fromEntries(told) }
}

/** Puts an error together again. */
export const fromSentError = ({ message, stack, fields }: SentError): Error => {
  const error = Object.assign(new Error(message), fields)
  if (stack !== undefined) error.stack = stack
  return error
}
