import { parametersNamed } from '../../fill-description.ts'
import { didYouMean, type Problem } from '../../headers/problem.ts'
import type { Rule } from '../rule.ts'

/** All parameters in SQL, windows and dimensions are business parameters. */
export const parametersExist: Rule = ({ views, parameters }) => {
  const problems: Problem[] = []
  for (const view of views) {
    const requireParameter = (name: string, line: number) => {
      if (parameters.has(name)) return
      problems.push({
        file: view.file,
        line,
        rule: 'parameters-exist',
        message: `There is no parameter ${name}.${didYouMean(name, parameters)}`,
      })
    }
    for (const name of view.parameters) requireParameter(name, view.namedAt.get(name) ?? view.bodyLine)
    const named = ({
      unaffected_by,
      affected_with,
    }: Pick<typeof view.header, 'unaffected_by' | 'affected_with'>) => [
      ...unaffected_by,
      ...Object.entries(affected_with).flatMap(([name, others]) => [name, ...Object.keys(others)]),
    ]
    for (const name of named(view.header)) requireParameter(name, view.lineOf('view'))
    for (const name of view.header.needs_options) requireParameter(name, view.lineOf('needs_options'))
    for (const [name, metric] of Object.entries(view.header.metrics)) {
      if ('parameters' in metric)
        for (const parameter of metric.parameters ?? [])
          requireParameter(parameter, view.lineOf('metrics', name, 'parameters'))
      for (const parameter of named(metric)) requireParameter(parameter, view.lineOf('metrics', name))
      for (const parameter of parametersNamed(metric.description))
        requireParameter(parameter, view.lineOf('metrics', name, 'description'))
      if ('window' in metric) requireParameter(metric.window, view.lineOf('metrics', name, 'window'))
    }
    for (const [name, { option }] of Object.entries(view.header.dimensions)) {
      if (option !== undefined) requireParameter(option, view.lineOf('dimensions', name, 'option'))
    }
  }
  return problems
}
