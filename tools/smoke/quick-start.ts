import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromRoot } from '../run.ts'

/** Runs the words after `plumbline` in a folder; returns the output. */
export type RunPlumbline = (folder: string, words: readonly string[]) => string

/** A section of `docs/quick-start.md`: the file that a reader saves, the commands, and what the last one prints. */
interface Section {
  readonly file: string
  readonly text: string
  readonly commands: readonly (readonly string[])[]
  readonly answer: string
}

/**
 * Follows every section of `docs/quick-start.md` in an empty folder of its own.
 *
 * @returns for each file, the seconds from the first command to the answer
 * @throws Error when a command fails, or the answer is another than the page shows
 */
export function walkQuickStart(home: string, run: RunPlumbline): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>()
  for (const { file, text, commands, answer } of quickStart()) {
    const folder = join(home, file.replace('.', '-'))
    mkdirSync(folder)
    writeFileSync(join(folder, file), text)
    const start = performance.now()
    const last = commands.map((words) => run(folder, words)).at(-1) ?? ''
    if (!last.startsWith(answer))
      throw new Error(`${file}: the page shows\n${answer}but the answer is\n${last}`)
    seconds.set(file, (performance.now() - start) / 1000)
  }
  return seconds
}

function quickStart(): readonly Section[] {
  const page = readFileSync(fromRoot('docs/quick-start.md'), 'utf8')
  return page.split('\n## ').flatMap((section) => {
    const [, file] = /Save this as `([^`]+)`/.exec(section) ?? []
    const [, text, lines, answer] =
      /```csv\n([\s\S]*?)```\n\n```sh\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/.exec(section) ?? []
    if (file === undefined || text === undefined || lines === undefined || answer === undefined) return []
    const commands = lines.trim().split('\n')
    return [{ file, text, commands: commands.map((line) => line.split(' ').slice(2)), answer }]
  })
}
