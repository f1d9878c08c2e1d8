import { chartForms, cohortForms } from '../../../catalog/boards/chart-forms.ts'
import { grains } from '../../../catalog/headers/grain.ts'
import { operators } from '../../../semantic/model/request/operators.ts'
import { partialPeriods } from '../../../semantic/model/request/partial-periods.ts'
import { emptyQuestion, type Condition, type Question } from './question.ts'

/** The question in an address: `metrics=mrr&by=plan&grain=month`. What is not valid is left out. */
export function readAddress(search: string): Question {
  const given = new URLSearchParams(search)
  const cohorts = given.get('cohorts')
  return {
    metrics: listOf(given.get('metrics')),
    by: listOf(given.get('by')),
    where: given.getAll('where').flatMap(readCondition),
    grain: oneOf(grains, given.get('grain')),
    period: given.get('period'),
    from: given.get('from'),
    to: given.get('to'),
    partial: oneOf(partialPeriods, given.get('partial')) ?? emptyQuestion.partial,
    cohorts: oneOf(cohortForms, cohorts) ?? 'each',
    compareTo: given.get('compare'),
    options: Object.fromEntries(given.getAll('option').flatMap(readOption)),
    totals: given.has('totals'),
    chart: oneOf(chartForms, given.get('chart')),
  }
}

/** The place of a question: the whole of it is in the address, to share, reload and go back. */
export function toAddress(question: Question): string {
  const written = new URLSearchParams()
  if (question.metrics.length > 0) written.set('metrics', question.metrics.join(','))
  if (question.by.length > 0) written.set('by', question.by.join(','))
  for (const { dimension, operator, value } of question.where)
    written.append('where', JSON.stringify([dimension, operator, value]))
  for (const [name, value] of Object.entries(question.options))
    written.append('option', JSON.stringify([name, value]))
  for (const name of ['grain', 'period', 'from', 'to', 'chart'] as const) {
    const value = question[name]
    if (value !== null) written.set(name, value)
  }
  if (question.partial !== emptyQuestion.partial) written.set('partial', question.partial)
  if (question.cohorts !== emptyQuestion.cohorts) written.set('cohorts', question.cohorts)
  if (question.compareTo !== null) written.set('compare', question.compareTo)
  if (question.totals) written.set('totals', '')
  // commas are legal in an address, and easier to read
  return `/explore?${written.toString().replaceAll('%2C', ',')}`
}

function listOf(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(',').filter((name) => /^\w+$/.test(name)))]
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null
}

function readCondition(text: string): readonly Condition[] {
  const [dimension, name, value] = readList(text)
  const operator = oneOf(operators, typeof name === 'string' ? name : null)
  if (typeof dimension !== 'string' || operator === null) return []
  return [{ dimension, operator, value: value as Condition['value'] }]
}

function readOption(text: string): readonly (readonly [string, unknown])[] {
  const [name, value] = readList(text)
  return typeof name === 'string' ? [[name, value]] : []
}

function readList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
