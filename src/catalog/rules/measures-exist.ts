import { didYouMean, type Problem } from '../headers/problem.ts'
import type { Rule } from './rule.ts'

/** What a rule reads of a view of measures. */
const measureColumns = ['account_key', 'measure', 'window_days', 'value']

/** A rule names the measures of a view that describes them; what a measure needs is there. */
export const measuresExist: Rule = ({ views, byName, parameters, sources }) =>
  views.flatMap((view) => {
    const problems: Problem[] = []
    const say = (message: string, ...path: string[]) =>
      problems.push({ file: view.file, line: view.lineOf(...path), rule: 'measures-exist', message })
    for (const [name, { measures_from: from }] of Object.entries(view.header.parameters)) {
      if (from === undefined) continue
      if (Object.keys(byName.get(from)?.header.measures ?? {}).length === 0)
        say(`${name}: there is no view ${from} with measures.`, 'parameters', name)
    }
    for (const [name, { option, requires }] of Object.entries(view.header.measures)) {
      if (option !== undefined && !parameters.has(option))
        say(
          `${name}: there is no parameter ${option}.${didYouMean(option, parameters)}`,
          'measures',
          name,
          'option',
        )
      for (const table of requires.flatMap((tables) => tables.split('|')))
        if (!sources.has(table))
          say(`${name}: there is no source table ${table}.`, 'measures', name, 'requires')
    }
    if (Object.keys(view.header.measures).length === 0) return problems
    for (const column of measureColumns)
      if (view.columns !== null && !view.columns.includes(column))
        say(`A view of measures has a column ${column}.`, 'measures')
    return problems
  })
