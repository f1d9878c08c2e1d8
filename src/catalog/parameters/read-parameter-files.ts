import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { headerProblems } from '../headers/header-problems.ts'
import type { Problem } from '../headers/problem.ts'
import { readYaml, type ReadYaml } from '../headers/read-yaml.ts'
import type { Parameter, Subject } from './parameter.ts'
import { parameterFields, parameterFileSchema } from './parameter-header.ts'

/** A file of `sql/parameters/`, read. */
export interface ParameterFile {
  readonly subject: Subject
  readonly parameters: readonly Parameter[]
  /** The line on which a field is: `lineOf('parameters', 'mau_window', 'default')`. */
  readonly lineOf: ReadYaml['lineOf']
}

/** Reads every `parameters/*.yaml` of a folder of definitions. */
export async function readParameterFiles(
  directory: string,
): Promise<{ readonly files: readonly ParameterFile[]; readonly problems: readonly Problem[] }> {
  const folder = join(directory, 'parameters')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort()
  const files: ParameterFile[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const path = join(folder, name)
    const read = readParameterFile(relative(process.cwd(), path), await readFile(path, 'utf8'))
    if ('subject' in read) files.push(read)
    else problems.push(...read)
  }
  return { files, problems }
}

function readParameterFile(file: string, text: string): ParameterFile | readonly Problem[] {
  const yaml = readYaml(file, text)
  if (!('value' in yaml)) return yaml
  const parsed = parameterFileSchema.safeParse(yaml.value)
  if (!parsed.success) return headerProblems(file, yaml, parsed.error.issues, parameterFields)
  const subject = basename(file, '.yaml')
  return {
    subject: { name: subject, file, text, description: parsed.data.description, owner: parsed.data.owner },
    parameters: Object.entries(parsed.data.parameters).map(([name, header]) => ({ name, subject, header })),
    lineOf: yaml.lineOf,
  }
}
