import { grains } from '../../../catalog/headers/grain.ts'
import { partialPeriods } from '../../../semantic/model/request/partial-periods.ts'
import type { Rejection } from '../../client/rejection.ts'
import { toWords } from '../../words/to-words.ts'
import type { Question } from './question.ts'

/** A question that has an answer, instead of one that has none. */
export interface Alternative {
  readonly text: string
  readonly question: Question
}

/** What the reader may ask instead of a rejected question; empty where no part of it can be replaced. */
export function alternativesOf(question: Question, rejection: Rejection): readonly Alternative[] {
  const change = withAlternative(question, rejection)
  if (change !== null)
    return rejection.alternatives.map((name) => ({ text: toWords(name), question: change(name) }))
  switch (rejection.code) {
    case 'GRAIN_NOT_AVAILABLE':
      return [{ text: 'Without periods', question: { ...question, grain: null, compareTo: null } }]
    case 'METRICS_DO_NOT_COMBINE':
      return question.metrics.map((name) => ({
        text: `${toWords(name)} alone`,
        question: { ...question, metrics: [name] },
      }))
    case 'UNKNOWN_DIMENSION':
      return [{ text: 'Without groups and filters', question: { ...question, by: [], where: [] } }]
    case 'GRAIN_REQUIRED':
      return [
        { text: 'By month', question: { ...question, grain: 'month' } },
        ...(question.compareTo === null
          ? []
          : [{ text: 'Without a comparison', question: { ...question, compareTo: null } }]),
      ]
    case 'BAD_PERIOD':
    case 'BAD_USER_INPUT':
      return question.from === null && question.to === null
        ? []
        : [{ text: 'All data', question: { ...question, from: null, to: null } }]
    case 'UNKNOWN_OPTION':
      return [{ text: 'Without options', question: { ...question, options: {} } }]
    default:
      return []
  }
}

/** What an alternative makes of the question; null where no part of it can be replaced. */
function withAlternative(
  question: Question,
  { code, subject, alternatives }: Rejection,
): ((alternative: string) => Question) | null {
  const name = subject?.toLowerCase() ?? ''
  if (alternatives.length === 0) return null
  const withPart = changeOf(question, name)
  if (withPart !== null) return withPart
  switch (code) {
    case 'GRAIN_NOT_AVAILABLE':
    case 'GRAIN_REQUIRED':
      return (grain) => ({ ...question, grain: grains.find((one) => one === grain) ?? null })
    case 'UNKNOWN_METRIC':
      return (metric) => ({ ...question, metrics: replaced(question.metrics, name, metric) })
    case 'FAN_OUT':
    case 'DIMENSION_NOT_AVAILABLE':
    case 'UNKNOWN_DIMENSION':
      return (dimension) => withDimension(question, name, dimension)
    case 'METRIC_UNAVAILABLE':
      return withAvailable(question, name)
    case 'DIMENSION_REQUIRED':
      return (dimension) => ({ ...question, by: [...question.by, dimension] })
    case 'BAD_OPTION':
    case 'OPTION_REQUIRED':
      return (value) => ({ ...question, options: { ...question.options, [name]: value } })
    case 'NON_ADDITIVE':
      return (partial) => withPartial(question, partial)
    default:
      return null
  }
}

/** The change of a part of the question that has a name of its own. */
function changeOf(question: Question, part: string): ((alternative: string) => Question) | null {
  switch (part) {
    case 'period':
      return (period) => ({ ...question, period, from: null, to: null })
    case 'compareto':
      return (compareTo) => ({ ...question, compareTo })
    case 'cohorts':
      return (metric) => ({ ...question, metrics: [metric] })
    case 'partial':
      return (partial) => withPartial(question, partial)
    default:
      return null
  }
}

/** Tables are missing for a metric, for a metric that it is computed from, or for a dimension. */
function withAvailable(question: Question, name: string): ((alternative: string) => Question) | null {
  const isDimension = question.by.includes(name) || question.where.some(({ dimension }) => dimension === name)
  if (isDimension) return (dimension) => withDimension(question, name, dimension)
  const [only = '', ...others] = question.metrics
  if (question.metrics.includes(name))
    return (metric) => ({ ...question, metrics: replaced(question.metrics, name, metric) })
  return others.length > 0 ? null : (metric) => ({ ...question, metrics: replaced([only], only, metric) })
}

function withPartial(question: Question, partial: string): Question {
  return { ...question, partial: partialPeriods.find((one) => one === partial) ?? 'whole' }
}

function withDimension(question: Question, name: string, dimension: string): Question {
  return {
    ...question,
    by: replaced(question.by, name, dimension),
    where: question.where.filter((condition) => condition.dimension !== name),
  }
}

function replaced(names: readonly string[], old: string, next: string): readonly string[] {
  const found = names.includes(old) ? names.map((name) => (name === old ? next : name)) : [...names, next]
  return [...new Set(found)]
}
