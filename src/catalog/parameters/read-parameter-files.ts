import { basename, join } from 'node:path'
import type { Problem } from '../headers/problem.ts'
import type { ReadYaml } from '../headers/read-yaml.ts'
import { readYamlFiles } from '../read-yaml-files.ts'
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
  const read = await readYamlFiles(join(directory, 'parameters'), parameterFileSchema, parameterFields)
  const files = read.files.map(({ file, text, content, lineOf }): ParameterFile => {
    const { description, owner, parameters } = content
    const subject = basename(file, '.yaml')
    return {
      subject: { name: subject, file, text, description, owner },
      parameters: Object.entries(parameters).map(([name, header]) => ({ name, subject, header })),
      lineOf,
    }
  })
  return { files, problems: read.problems }
}
