import { didYouMean, type Problem } from '../headers/problem.ts'
import { businessParameters } from '../parameters/parameter.ts'
import type { Rule } from './rule.ts'

/** A parameter is defined once, and what it names exists: other parameters, source tables, views. */
export const parametersAreValid: Rule = ({ views, byName, parameterFiles, parameters, sources }) => {
  const problems: Problem[] = []
  const firstFile = new Map<string, string>()
  for (const { subject, parameters: own, lineOf } of parameterFiles) {
    for (const { name, header } of own) {
      const say = (message: string, ...path: string[]) =>
        problems.push({
          file: subject.file,
          line: lineOf('parameters', name, ...path),
          rule: 'parameters-are-valid',
          message: `${name}: ${message}`,
        })
      const other = firstFile.get(name)
      if (other === undefined) firstFile.set(name, subject.file)
      else say(`it is already defined in ${other}.`)
      for (const field of ['max_parameter', 'conflicts_with'] as const) {
        const named = header[field]
        if (named !== undefined && !parameters.has(named))
          say(`there is no parameter ${named}.${didYouMean(named, parameters)}`, field)
      }
      for (const table of Object.values(header.value_requires)
        .flat()
        .flatMap((tables) => tables.split('|')))
        if (!sources.has(table))
          say(
            `the source contract has no table ${table}.${didYouMean(table, sources.keys())}`,
            'value_requires',
          )
      const { measures_from: from, default_from: data } = header
      if (from !== undefined && Object.keys(byName.get(from)?.header.measures ?? {}).length === 0)
        say(`there is no view ${from} with measures.`, 'measures_from')
      if (data === undefined) continue
      const relation = data.slice(0, data.lastIndexOf('.'))
      const columns = byName.get(relation)?.columns
      if (columns?.includes(data.slice(relation.length + 1)) !== true)
        say(`there is no ${data}.${didYouMean(relation, byName.keys())}`, 'default_from')
    }
  }
  const own = parameterFiles.length === 0 ? undefined : views.find(({ name }) => name === businessParameters)
  if (own !== undefined)
    problems.push({
      file: own.file,
      line: own.lineOf('view'),
      rule: 'parameters-are-valid',
      message: `${businessParameters} is generated from parameters/*.yaml: define its parameters there.`,
    })
  return problems
}
