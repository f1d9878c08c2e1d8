import { PlumblineError } from '../errors.ts'
import { checkSingleAccounts } from '../policy/access.ts'
import { prepareQuery } from '../query/prepare-query.ts'
import type { Runtime } from '../query/runtime.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'

/** The values of a metric by account, for the conditions of a list. */
export interface MeasuredKeys {
  readonly keys: readonly string[]
  readonly values: readonly (string | null)[]
  /** The value of an account without rows. */
  readonly withoutRow: string | null
}

/** The value of an account without rows: a count and an amount are zero, a ratio is undefined. */
export function withoutRows(runtime: Runtime, metric: string): string | null {
  const unit = runtime.catalog.metrics.get(metric)?.unit
  return unit === 'count' || unit === 'money' ? '0' : null
}

/**
 * The canonical values of a metric now, for all accounts that the caller may see and that have one.
 *
 * @throws PlumblineError like a query of the metric by account; `FORBIDDEN` for a role that sees larger groups only
 */
export async function measure(
  runtime: Runtime,
  metric: string,
  options: QueryOptions,
): Promise<MeasuredKeys> {
  checkSingleAccounts(runtime.access, metric, 'a condition on a metric')
  const { plan } = await prepareQuery(runtime, { metrics: [metric], by: ['account'] }, options)
  const indexOf = (name: string) => plan.columns.findIndex((column) => column.name === name)
  const [keyAt, valueAt] = [indexOf('account'), indexOf(metric)]
  if (plan.columns.length !== 2)
    throw new PlumblineError(
      'BAD_REQUEST',
      `${metric} has several values for one account, so it cannot be a condition on accounts.`,
      { subject: metric },
    )
  const { rows } = await runtime.engine.queryArrays(compilePlan(runtime.catalog, plan, null), options)
  const found = rows.filter((row) => typeof row[keyAt] === 'string')
  return {
    keys: found.map((row) => String(row[keyAt])),
    values: found.map((row) => toText(row[valueAt])),
    withoutRow: withoutRows(runtime, metric),
  }
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
