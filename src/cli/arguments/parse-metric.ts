import { PlumblineError } from '../../errors.ts'
import type { MetricsRequestInput } from '../../semantic/request.ts'
import { parseWhere } from './parse-where.ts'

const form =
  /^(?<metric>\w+)(?:\s+over\s+(?<over>\w+(?:\s+\w+)?))?(?:\s+as\s+(?<alias>\w+))?(?:\s+where\s+(?<conditions>\S.*))?$/is

/**
 * Reads a metric as the command line takes it: `signups`, or `"signups over 28 days as german where
 * country=DE and plan is null"`, each part of which may be left out.
 */
export function parseMetric(written: string): MetricsRequestInput['metrics'][number] {
  const { metric, over, alias, conditions } = form.exec(written.trim())?.groups ?? {}
  if (metric === undefined) {
    throw new PlumblineError('BAD_REQUEST', `"${written}" is no metric.`, {
      subject: 'metrics',
      valid: ['signups', 'signups as german where country=DE', 'net_new_mrr over all_time as arr_so_far'],
    })
  }
  if (over === undefined && alias === undefined && conditions === undefined) return metric
  return {
    metric,
    where: (conditions?.split(/\s+and\s+/i) ?? []).map(parseWhere),
    ...(over === undefined ? {} : { over }),
    ...(alias === undefined ? {} : { alias }),
  }
}
