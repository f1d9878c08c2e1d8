import { didYouMean } from '../../headers/problem.ts'
import { metricInputs } from '../../kind-references.ts'
import type { Rule } from '../rule.ts'

/** The inputs of ratio, derived and cumulative metrics exist. */
export const metricsExist: Rule = ({ views }) => {
  const known = new Set(views.flatMap(({ header }) => Object.keys(header.metrics)))
  return views.flatMap(({ file, header, lineOf }) =>
    Object.entries(header.metrics).flatMap(([name, metric]) =>
      metricInputs(metric)
        .filter((input) => !known.has(input))
        .map((input) => ({
          file,
          line: lineOf('metrics', name),
          rule: 'metrics-exist',
          message: `${name} uses ${input}, which does not exist.${didYouMean(input, known)}`,
        })),
    ),
  )
}
