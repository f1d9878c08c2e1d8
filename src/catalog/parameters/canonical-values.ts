import { PlumblineError } from '../../errors.ts'
import type { Problem } from '../headers/problem.ts'
import type { ViewHeader } from '../headers/view-header.ts'
import type { ParameterFile } from './read-parameter-files.ts'
import { measuresOf } from './values/account-signals.ts'
import { readDefault } from './values/read-value.ts'

/**
 * The canonical value of every parameter whose default is valid, by column; what is wrong with the others. A default is
 * held to the same rules as an override.
 */
export function canonicalValues(
  files: readonly ParameterFile[],
  views: ReadonlyMap<string, { readonly header: Pick<ViewHeader, 'measures'> }>,
): { readonly values: ReadonlyMap<string, unknown>; readonly problems: readonly Problem[] } {
  const values = new Map<string, unknown>()
  const problems: Problem[] = []
  for (const { subject, parameters, lineOf } of files) {
    for (const parameter of parameters) {
      if (parameter.header.default_from !== undefined) continue
      try {
        const columns = readDefault(parameter, measuresOf(views, parameter))
        for (const [column, value] of Object.entries(columns)) values.set(column, value)
      } catch (error) {
        if (!(error instanceof PlumblineError)) throw error
        const line = lineOf('parameters', parameter.name, 'default')
        problems.push({ file: subject.file, line, rule: 'default-is-valid', message: error.message })
      }
    }
  }
  return { values, problems }
}
