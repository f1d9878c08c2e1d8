import type { PgliteCalls, PgliteProgram } from './pglite-backend.ts'

/** The calls sent between the threads; they run in the order in which they were sent. */
export type PgliteMethod = keyof PgliteCalls

/** The start data of a thread. */
export interface PgliteWorkerData {
  readonly directory: string
  /** PGlite's compiled program: a restarted thread does not compile it again. */
  readonly wasm: PgliteProgram
  /** The URL of the archive that a new database starts from; an empty database without one. */
  readonly initialData?: string | undefined
}

/** A call to PGlite in its thread. */
export interface PgliteCall {
  readonly id: number
  readonly method: PgliteMethod
  readonly values: readonly unknown[]
}

/** The reply to a call; the id 0 means that PGlite has started. */
export type PgliteReply =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: SentError }

/** An error in transferable form: a copy between threads would lose everything but the message. */
export interface SentError {
  readonly message: string
  readonly stack: string | undefined
  /** The fields of a Postgres error, such as its code. */
  readonly fields: Readonly<Record<string, string>>
}

/** Converts an error to its transferable form. */
export function toSentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, fields: {} }
  const fields = Object.entries(error).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { message: error.message, stack: error.stack, fields: Object.fromEntries(fields) }
}

/** Restores an error from its transferable form. */
export function fromSentError({ message, stack, fields }: SentError): Error {
  const error = Object.assign(new Error(message), fields)
  if (stack !== undefined) error.stack = stack
  return error
}
