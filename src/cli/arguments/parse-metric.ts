import { PlumblineError } from '../../errors.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { Filter, MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { readCondition } from './parse-condition.ts'
import { invalidCondition } from './parse-where.ts'
import { WordReader } from './word-reader.ts'

/** A window: `all_time`, `28 days`, or `average of 7 days`. */
const overWords = /(?:(?:average|minimum|maximum|product)\s+of\s+)?\w+(?:\s+(?!(?:as|where)\b)\w+)?/i

/**
 * Reads a metric of the command line: `METRIC [over WINDOW] [as NAME] [where CONDITION]`,
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

/** The conditions joined by `and`, as a list. */
function conditionsOf(reader: WordReader, written: string): Condition<Filter>[] {
  const condition = readCondition(reader, written)
  if (!reader.isAtEnd()) throw invalidCondition(written, 'text follows a quoted value')
  return 'allOf' in condition ? [...condition.allOf] : [condition]
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
