import { once } from 'node:events'

/** The outputs of a command; tests pass their own. */
export interface Terminal {
  /** The result, for scripts. */
  out(text: string): void
  /** A chunk of a long result, as text or bytes; resolves when the reader can take more. */
  readonly send: (chunk: string | Uint8Array) => Promise<void>
  /** All other output: progress, notes, errors. */
  err(text: string): void
  /** Whether a person watches the error output, so that progress bars may move there. */
  readonly interactive: boolean
  /** Sets the exit code of a command that does not throw, such as a check that found problems. */
  setExitCode(exitCode: number): void
}

/** The terminal of the process, or the pipe in its place. */
export function processTerminal(): Terminal {
  // a reader that closes early, such as `head`, is not an error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  return {
    out: (text) => process.stdout.write(text),
    send: async (chunk) => {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
    },
    err: (text) => process.stderr.write(text),
    interactive: process.stderr.isTTY,
    setExitCode: (exitCode) => (process.exitCode = exitCode),
  }
}
