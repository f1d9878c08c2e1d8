import type { Problem } from '../headers/problem.ts'
import type { Rule } from './rule.ts'

/** Names of views and of metrics are unique. */
export const namesAreUnique: Rule = ({ views }) => {
  const problems: Problem[] = []
  const firstView = new Map<string, string>()
  const firstMetric = new Map<string, string>()
  for (const { file, header, lineOf } of views) {
    const other = firstView.get(header.view)
    if (other === undefined) firstView.set(header.view, file)
    else {
      problems.push({
        file,
        line: lineOf('view'),
        rule: 'names-are-unique',
        message: `${header.view} is already defined in ${other}.`,
      })
    }
    for (const metric of Object.keys(header.metrics)) {
      const elsewhere = firstMetric.get(metric)
      if (elsewhere === undefined) firstMetric.set(metric, file)
      else {
        problems.push({
          file,
          line: lineOf('metrics', metric),
          rule: 'names-are-unique',
          message: `The metric ${metric} is already defined in ${elsewhere}.`,
        })
      }
    }
  }
  return problems
}
