import { PlumblineError } from '../../errors.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { parseWhere } from './parse-where.ts'

/** Reads `country:5` or `country:5:mrr`. */
export function parseTop(written: string): NonNullable<MetricsRequestInput['top']> {
  const { dimension, count, by } =
    /^(?<dimension>\w+):(?<count>[1-9]\d*)(?::(?<by>\w+))?$/.exec(written.trim())?.groups ?? {}
  if (dimension === undefined) {
    const rejected = /^\w+:(?<count>-?\d+)(?::\w+)?$/.exec(written.trim())?.groups?.['count']
    const problem =
      rejected !== undefined && Number(rejected) < 1
        ? `has the count ${rejected}, and the least is 1`
        : 'is not of the form dimension:count'
    throw new PlumblineError('BAD_REQUEST', `"${written}" ${problem}.`, {
      subject: 'top',
      valid: ['country:5', 'country:5:mrr'],
    })
  }
  return { dimension, count: Number(count), ...(by === undefined ? {} : { by }) }
}

/** Reads `country in DE,FR` as the values that are listed by themselves. */
export function parseKept(written: string): { dimension: string; values: string[] } {
  const { dimension, operator, value } = parseWhere(written)
  if (operator !== 'in' || !Array.isArray(value)) {
    throw new PlumblineError('BAD_REQUEST', `"${written}" names no values to keep.`, {
      subject: 'keep',
      valid: ['country in DE,FR'],
    })
  }
  return { dimension, values: value.map(String) }
}
