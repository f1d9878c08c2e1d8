import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { z } from '../forms.ts'
import { headerProblems, type Fields } from './headers/header-problems.ts'
import type { Problem } from './headers/problem.ts'
import { readYaml, type ReadYaml } from './headers/read-yaml.ts'

/** A file that has the form of its folder. */
export interface YamlFile<Content> {
  readonly file: string
  readonly text: string
  readonly content: Content
  /** The line on which a field is: `lineOf('parameters', 'mau_window', 'default')`. */
  readonly lineOf: ReadYaml['lineOf']
}

/** Reads every `*.yaml` of a folder, by name. A folder that does not exist has none. */
export async function readYamlFiles<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
  fields: Fields,
): Promise<{ readonly files: readonly YamlFile<z.output<Schema>>[]; readonly problems: readonly Problem[] }> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort()
  const files: YamlFile<z.output<Schema>>[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const path = join(folder, name)
    const [file, text] = [relative(process.cwd(), path), await readFile(path, 'utf8')]
    const yaml = readYaml(file, text)
    if (!('value' in yaml)) {
      problems.push(...yaml)
      continue
    }
    const parsed = schema.safeParse(yaml.value)
    if (parsed.success) files.push({ file, text, content: parsed.data, lineOf: yaml.lineOf })
    else problems.push(...headerProblems(file, yaml, parsed.error.issues, fields))
  }
  return { files, problems }
}
