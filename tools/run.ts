import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The absolute path of a file of the repository. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

/** Runs a program in the repository root with inherited output; rejects when it fails. */
export async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: fromRoot('.'), stdio: 'inherit' })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed`)
}

/** Runs a program in the repository root; returns its output. */
export async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { cwd: fromRoot('.'), stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` failed`)
  return output
}
