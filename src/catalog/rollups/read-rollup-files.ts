import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { headerProblems } from '../headers/header-problems.ts'
import type { Problem } from '../headers/problem.ts'
import { readYaml, type ReadYaml } from '../headers/read-yaml.ts'
import { rollupFields, rollupFileSchema, type RollupHeader } from './rollup.ts'

/** A file of `sql/rollups/`, read. */
export interface RollupFile {
  readonly file: string
  readonly text: string
  readonly header: RollupHeader
  /** The line on which a field is. */
  readonly lineOf: ReadYaml['lineOf']
}

/** Reads every `rollups/*.yaml` of a folder of definitions. */
export async function readRollupFiles(
  directory: string,
): Promise<{ readonly files: readonly RollupFile[]; readonly problems: readonly Problem[] }> {
  const folder = join(directory, 'rollups')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort()
  const files: RollupFile[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const path = join(folder, name)
    const read = readRollupFile(relative(process.cwd(), path), await readFile(path, 'utf8'))
    if ('header' in read) files.push(read)
    else problems.push(...read)
  }
  return { files, problems }
}

function readRollupFile(file: string, text: string): RollupFile | readonly Problem[] {
  const yaml = readYaml(file, text)
  if (!('value' in yaml)) return yaml
  const parsed = rollupFileSchema.safeParse(yaml.value)
  if (!parsed.success) return headerProblems(file, yaml, parsed.error.issues, rollupFields)
  return { file, text, header: parsed.data, lineOf: yaml.lineOf }
}
