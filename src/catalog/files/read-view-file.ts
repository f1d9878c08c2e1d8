import { headerProblems } from '../headers/header-problems.ts'
import type { Problem } from '../headers/problem.ts'
import { readYaml } from '../headers/read-yaml.ts'
import { headerFields, viewHeaderSchema, type WrittenHeader } from '../headers/view-header.ts'

/** A file of `sql/`, split into its header and its select. */
export interface ViewFile {
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly header: WrittenHeader
  readonly body: string
  /** The line of the file on which the body starts. */
  readonly bodyLine: number
  /** The line of a header field: `lineOf('metrics', 'mrr')`. */
  readonly lineOf: (...path: readonly string[]) => number
}

const opening = '/*---\n'
const closing = '---*/\n'

/** Reads the YAML header between `/*---` and `---*​/` and the select below it. */
export function readViewFile(file: string, text: string): ViewFile | readonly Problem[] {
  const end = text.indexOf(closing)
  if (!text.startsWith(opening) || end < 0) {
    return [
      { file, line: 1, rule: 'header', message: 'A view must start with a header between /*--- and ---*/.' },
    ]
  }
  const yaml = readYaml(file, text.slice(opening.length, end), 2)
  if (!('value' in yaml)) return yaml
  const parsed = viewHeaderSchema.safeParse(yaml.value)
  if (!parsed.success) return headerProblems(file, yaml, parsed.error.issues, headerFields)
  const bodyStart = end + closing.length
  return {
    file,
    text,
    header: parsed.data,
    body: text.slice(bodyStart).trim(),
    bodyLine: text.slice(0, bodyStart + (/\S/.exec(text.slice(bodyStart))?.index ?? 0)).split('\n').length,
    lineOf: yaml.lineOf,
  }
}
