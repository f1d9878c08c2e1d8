import type { Condition } from '../../semantic/model/request/condition.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import { invalidCondition, readComparison } from './parse-where.ts'
import { WordReader } from './word-reader.ts'

/** The end of an unquoted value: the next condition, or within brackets also the closing one. */
const nextCondition = /\s+(?:and|or)(?=\s|$)/i
const nextOrClosing = /\s+(?:and|or)(?=\s|$)|\)/i

/**
 * Reads a condition of `--where`: comparisons joined by `and`, `or`, `not` and brackets. `and` binds closer than `or`.
 *
 * @throws PlumblineError `BAD_FILTER` with the valid forms
 */
export function parseCondition(expression: string): Condition<Filter> {
  const reader = new WordReader(expression)
  const condition = readCondition(reader, expression)
  if (!reader.isAtEnd()) throw invalidCondition(expression, 'text follows its value')
  return condition
}

/**
 * Reads a condition at the current position.
 *
 * @param end the end of an unquoted value
 * @throws PlumblineError `BAD_FILTER` with the valid forms
 */
export function readCondition(
  reader: WordReader,
  expression: string,
  end = nextCondition,
): Condition<Filter> {
  const anyOf = [readAllOf(reader, expression, end)]
  while (reader.takeKeyword('or')) anyOf.push(readAllOf(reader, expression, end))
  return joined('anyOf', anyOf)
}

function readAllOf(reader: WordReader, expression: string, end: RegExp): Condition<Filter> {
  const allOf = [readOne(reader, expression, end)]
  while (reader.takeKeyword('and')) allOf.push(readOne(reader, expression, end))
  return joined('allOf', allOf)
}

function readOne(reader: WordReader, expression: string, end: RegExp): Condition<Filter> {
  if (reader.takeKeyword('not')) return { not: readOne(reader, expression, end) }
  if (reader.take(/\(/) === null) return readComparison(reader, expression, end)
  const condition = readCondition(reader, expression, nextOrClosing)
  if (reader.take(/\)/) === null) throw invalidCondition(expression, 'its bracket is not closed')
  return condition
}

function joined(by: 'anyOf' | 'allOf', conditions: Condition<Filter>[]): Condition<Filter> {
  const [only] = conditions
  if (only !== undefined && conditions.length === 1) return only
  return by === 'anyOf' ? { anyOf: conditions } : { allOf: conditions }
}
