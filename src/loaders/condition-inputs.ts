import type { Runtime } from '../query/runtime.ts'
import { comparisonsOf } from '../semantic/model/request/condition.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { measure } from './account-metric-values.ts'
import { accountsWithSignals } from './account-signal-rows.ts'
import { statesFrom, type AccountState } from './account-states.ts'
import type { ConditionInputs } from './fetch/conditions.ts'
import type { Comparison, Condition } from './fetch/page.ts'

/**
 * What the conditions and the order of a list read besides its own rows: the values of every metric, by one query for
 * each; the relations of states and of signals.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller may not see one of them, else as when it is queried
 */
export async function conditionInputs<Row>(
  runtime: Runtime,
  conditions: readonly Condition<Row>[],
  ordering: readonly AccountState[],
  options: QueryOptions,
): Promise<ConditionInputs> {
  const comparisons = comparisonsOf<Comparison<Row>>(conditions)
  const metrics = comparisons.flatMap((one) => (one.kind === 'metric' ? [one.metric] : []))
  const states = [...comparisons.flatMap((one) => (one.kind === 'state' ? [one.state] : [])), ...ordering]
  const signals = comparisons.flatMap((one) => (one.kind === 'signal' ? [one.asked] : []))
  return {
    measured: await eachOnce(metrics, (metric) => measure(runtime, metric, options)),
    states: await eachOnce(
      states.map(({ part }) => part),
      (part) => statesFrom(runtime, part),
    ),
    signals: await eachOnce(signals, (asked) => accountsWithSignals(runtime, asked)),
  }
}

async function eachOnce<Key, Input>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Input>,
): Promise<ReadonlyMap<Key, Input>> {
  return new Map(await Promise.all([...new Set(keys)].map(async (key) => [key, await read(key)] as const)))
}
