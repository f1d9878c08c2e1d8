import { didYouMean } from '../../headers/problem.ts'
import type { Rule } from '../rule.ts'

/** A choice names parameters that exist, and metrics of its own view. */
export const choicesExist: Rule = ({ views, parameters }) =>
  views.flatMap(({ file, header, lineOf }) =>
    header.choices.flatMap(({ options, metrics }, index) => {
      const own = Object.keys(header.metrics)
      const problem = (field: string, message: string) => ({
        file,
        line: lineOf('choices', String(index), field),
        rule: 'choices-exist',
        message,
      })
      return [
        ...options
          .filter((option) => !parameters.has(option))
          .map((option) =>
            problem('options', `There is no parameter ${option}.${didYouMean(option, parameters)}`),
          ),
        ...metrics
          .filter((metric) => !own.includes(metric))
          .map((metric) => problem('metrics', `The view has no metric ${metric}.${didYouMean(metric, own)}`)),
      ]
    }),
  )
