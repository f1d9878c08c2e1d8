import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { headerProblems } from '../headers/header-problems.ts'
import type { Problem } from '../headers/problem.ts'
import { readYaml, type ReadYaml } from '../headers/read-yaml.ts'
import { boardFields, boardFileSchema, type Board } from './board.ts'

/** A file of `boards/`, read. */
export interface BoardFile {
  readonly file: string
  readonly board: Board
  /** The line on which a field is. */
  readonly lineOf: ReadYaml['lineOf']
}

/** Reads every `*.yaml` of a folder of boards. A folder that does not exist has none. */
export async function readBoardFiles(
  folder: string,
): Promise<{ readonly files: readonly BoardFile[]; readonly problems: readonly Problem[] }> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort()
  const files: BoardFile[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const path = join(folder, name)
    const read = readBoardFile(relative(process.cwd(), path), await readFile(path, 'utf8'))
    if ('board' in read) files.push(read)
    else problems.push(...read)
  }
  return { files, problems }
}

function readBoardFile(file: string, text: string): BoardFile | readonly Problem[] {
  const yaml = readYaml(file, text)
  if (!('value' in yaml)) return yaml
  const parsed = boardFileSchema.safeParse(yaml.value)
  if (!parsed.success) return headerProblems(file, yaml, parsed.error.issues, boardFields)
  return { file, board: parsed.data, lineOf: yaml.lineOf }
}
