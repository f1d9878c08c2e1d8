import { PlumblineError } from '../../errors.ts'
import type { Filter, MetricsRequestInput } from '../../semantic/model/request.ts'
import { readCondition, invalidCondition } from './parse-where.ts'
import { WordReader } from './word-reader.ts'

/** A window: `all_time`, `28 days`, or `average of 7 days`. */
const overWords = /(?:(?:average|minimum|maximum|product)\s+of\s+)?\w+(?:\s+(?!(?:as|where)\b)\w+)?/i

/** The end of an unquoted value within a metric. */
const nextCondition = /\s+and\s+/i

/**
 * Reads a metric of the command line: `METRIC [over WINDOW] [as NAME] [where CONDITION [and CONDITION]…]`,
 * such as `signups`, or `signups over 28 days as german where country=DE and plan is null`.
 *
 * @throws PlumblineError `BAD_REQUEST`; `BAD_FILTER` for an invalid condition
 */
export function parseMetric(written: string): MetricsRequestInput['metrics'][number] {
  const reader = new WordReader(written)
  const metric = reader.take(/\w+/)
  if (metric === null) throw invalidMetric(written)
  if (reader.isAtEnd()) return metric
  const over = reader.takeKeyword('over') ? reader.take(overWords) : undefined
  const alias = reader.takeKeyword('as') ? (reader.take(/\w+/) ?? reader.takeQuoted()) : undefined
  const where = reader.takeKeyword('where') ? conditionsOf(reader, written) : []
  if (over === null || alias === null || !reader.isAtEnd()) throw invalidMetric(written)
  return {
    metric,
    where,
    ...(over === undefined ? {} : { over }),
    ...(alias === undefined ? {} : { alias }),
  }
}

function conditionsOf(reader: WordReader, written: string): Filter[] {
  const conditions: Filter[] = []
  do conditions.push(readCondition(reader, written, nextCondition))
  while (reader.takeKeyword('and'))
  if (!reader.isAtEnd()) throw invalidCondition(written, 'text follows a quoted value')
  return conditions
}

function invalidMetric(written: string): PlumblineError {
  return new PlumblineError('BAD_REQUEST', `"${written}" is not a metric.`, {
    subject: 'metrics',
    valid: [
      'signups',
      'signups as german where country=DE',
      'signups as smith where name="Smith and Sons" and plan is null',
      'net_new_mrr over all_time as arr_so_far',
    ],
  })
}
