import { grains } from '../../../catalog/headers/grain.ts'
import type { Rejection } from '../../client/rejection.ts'
import type { Question } from './question.ts'

/** What a click on an alternative of a rejection makes of the question; null where no part of it can be replaced. */
export function withAlternative(
  question: Question,
  { code, subject, alternatives }: Rejection,
): ((alternative: string) => Question) | null {
  const name = subject?.toLowerCase() ?? ''
  if (alternatives.length === 0) return null
  switch (code) {
    case 'GRAIN_NOT_AVAILABLE':
    case 'GRAIN_REQUIRED':
      return (grain) => ({ ...question, grain: grains.find((one) => one === grain) ?? null })
    case 'UNKNOWN_METRIC':
      return (metric) => ({ ...question, metrics: replaced(question.metrics, name, metric) })
    case 'FAN_OUT':
    case 'DIMENSION_NOT_AVAILABLE':
    case 'UNKNOWN_DIMENSION':
      return (dimension) => ({
        ...question,
        by: replaced(question.by, name, dimension),
        where: question.where.filter((condition) => condition.dimension !== name),
      })
    case 'DIMENSION_REQUIRED':
      return (dimension) => ({ ...question, by: [...question.by, dimension] })
    case 'BAD_OPTION':
    case 'OPTION_REQUIRED':
      return (value) => ({ ...question, options: { ...question.options, [name]: value } })
    default:
      return null
  }
}

function replaced(names: readonly string[], old: string, next: string): readonly string[] {
  const found = names.includes(old) ? names.map((name) => (name === old ? next : name)) : [...names, next]
  return [...new Set(found)]
}
