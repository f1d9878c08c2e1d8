import { once } from 'node:events'

/** Where a command writes; a test gives its own and reads what was written. */
export interface Terminal {
  /** The answer: what a script reads. */
  out(text: string): void
  /** A piece of a long answer; resolves when the reader can take more. */
  readonly send: (text: string) => Promise<void>
  /** Everything about the answer: progress, notes, errors. */
  err(text: string): void
  /** Whether a person watches the notes, so that a bar may move there. */
  readonly interactive: boolean
  /** Makes the command end with this code although nothing was thrown: a check that found problems. */
  setExitCode(exitCode: number): void
}

/** The terminal of the process, or whatever its output is piped into. */
export const processTerminal = (): Terminal => {
  // a reader that has seen enough, such as `head`, is no fault
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  return {
    out: (text) => process.stdout.write(text),
    send: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain')
    },
    err: (text) => process.stderr.write(text),
    interactive: process.stderr.isTTY,
    setExitCode: (exitCode) => (process.exitCode = exitCode),
  }
}
