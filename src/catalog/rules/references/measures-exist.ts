import { didYouMean, type Problem } from '../../headers/problem.ts'
import type { Rule } from '../rule.ts'

/** The columns of a view of account signals. */
const measureColumns = ['account_key', 'measure', 'window_days', 'value']

/** The inputs of each signal exist, and a view of signals has the columns of one. */
export const measuresExist: Rule = ({ views, parameters, sources }) =>
  views.flatMap((view) => {
    const problems: Problem[] = []
    const report = (message: string, ...path: string[]) =>
      problems.push({ file: view.file, line: view.lineOf(...path), rule: 'measures-exist', message })
    for (const [name, { option, requires }] of Object.entries(view.header.measures)) {
      if (option !== undefined && !parameters.has(option))
        report(
          `${name}: there is no parameter ${option}.${didYouMean(option, parameters)}`,
          'measures',
          name,
          'option',
        )
      for (const table of requires.flatMap((tables) => tables.split('|')))
        if (!sources.has(table))
          report(`${name}: there is no source table ${table}.`, 'measures', name, 'requires')
    }
    if (Object.keys(view.header.measures).length === 0) return problems
    for (const column of measureColumns)
      if (view.columns !== null && !view.columns.includes(column))
        report(`A view of measures must have the column ${column}.`, 'measures')
    return problems
  })
