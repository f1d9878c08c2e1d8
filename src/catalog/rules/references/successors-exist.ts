import { didYouMean } from '../../headers/problem.ts'
import type { Rule } from '../rule.ts'

/** A deprecated metric names a successor that exists and is not deprecated. */
export const successorsExist: Rule = ({ views }) => {
  const metrics = new Map(views.flatMap(({ header }) => Object.entries(header.metrics)))
  const current = [...metrics].filter(([, { deprecated }]) => deprecated === undefined).map(([name]) => name)
  return views.flatMap(({ file, header, lineOf }) =>
    Object.entries(header.metrics).flatMap(([name, { deprecated }]) => {
      if (deprecated === undefined || current.includes(deprecated.use)) return []
      const fault = metrics.has(deprecated.use)
        ? `${deprecated.use}, which is deprecated itself.`
        : `${deprecated.use}, which does not exist.${didYouMean(deprecated.use, current)}`
      return [
        {
          file,
          line: lineOf('metrics', name),
          rule: 'successors-exist',
          message: `${name} is deprecated in favour of ${fault}`,
        },
      ]
    }),
  )
}
