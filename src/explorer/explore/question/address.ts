import { chartForms, cohortForms } from '../../../catalog/boards/chart-forms.ts'
import { grains } from '../../../catalog/headers/grain.ts'
import { operators } from '../../../semantic/model/request/operators.ts'
import { partialPeriods } from '../../../semantic/model/request/partial-periods.ts'
import { emptyQuestion, type Condition, type Question } from './question.ts'

/** The question in an address, and the parts of the address that are not in it: they cannot be read. */
export interface ReadAddress {
  readonly question: Question
  /** Such as `grain=fortnight`. The question without them is another one, which the reader has not asked. */
  readonly unread: readonly string[]
}

/** Reads `metrics=mrr&by=plan&grain=month`. */
export function readAddress(search: string): ReadAddress {
  const given = new URLSearchParams(search)
  const unread = [...given].flatMap(([name, text]) => (known.has(name) ? [] : [`${name}=${text}`]))
  const all = <Value>(name: string, read: (text: string) => Value | null): readonly Value[] =>
    given.getAll(name).flatMap((text) => {
      const value = read(text)
      if (value === null) unread.push(`${name}=${text}`)
      return value === null ? [] : [value]
    })
  const one = <Value extends string>(name: string, values: readonly Value[]): Value | null =>
    all(name, (text) => values.find((value) => value === text) ?? null)[0] ?? null
  const names = (name: string) => [...new Set(all(name, readNames).flat())]
  const question = {
    metrics: names('metrics'),
    by: names('by'),
    where: all('where', readCondition),
    grain: one('grain', grains),
    period: given.get('period'),
    from: given.get('from'),
    to: given.get('to'),
    partial: one('partial', partialPeriods) ?? emptyQuestion.partial,
    cohorts: one('cohorts', cohortForms) ?? emptyQuestion.cohorts,
    compareTo: given.get('compare'),
    options: Object.fromEntries(all('option', readOption)),
    totals: given.has('totals'),
    chart: one('chart', chartForms),
  }
  return { question, unread }
}

/** The parts of an address. */
const known: ReadonlySet<string> = new Set([
  ...['metrics', 'by', 'where', 'grain', 'period', 'from', 'to', 'partial'],
  ...['cohorts', 'compare', 'option', 'totals', 'chart'],
])

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

function readNames(text: string): readonly string[] | null {
  const names = text.split(',').filter((name) => name !== '')
  return names.every((name) => /^\w+$/.test(name)) ? names : null
}

function readCondition(text: string): Condition | null {
  const [dimension, name, value] = readList(text)
  const operator = operators.find((one) => one === name)
  if (typeof dimension !== 'string' || operator === undefined || !isOperand(value)) return null
  return { dimension, operator, value }
}

/** A list without values would keep no row. */
function isOperand(value: unknown): value is Condition['value'] {
  if (Array.isArray(value)) return value.length > 0
  return ['string', 'boolean', 'number'].includes(typeof value)
}

function readOption(text: string): readonly [string, unknown] | null {
  const [name, value] = readList(text)
  return typeof name === 'string' && value !== undefined ? [name, value] : null
}

function readList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
