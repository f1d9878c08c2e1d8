import { run } from '../../src/cli/run.ts'

/** The outcome of a command line. */
export interface Outcome {
  readonly out: string
  readonly err: string
  readonly exitCode: number
}

/** Runs a command line in this process and captures its output. */
export async function commandLine(...words: readonly string[]): Promise<Outcome> {
  const printed = { out: '', err: '' }
  let exitCode = 0
  await run(words, {
    out: (text) => (printed.out += text),
    send: (chunk) => {
      printed.out += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1')
      return Promise.resolve()
    },
    err: (text) => (printed.err += text),
    interactive: false,
    setExitCode: (code) => (exitCode = code),
  })
  return { ...printed, exitCode }
}
