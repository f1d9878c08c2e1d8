import type { View } from '../../catalog/catalog.ts'
import {
  isBalance,
  isMovement,
  movementFormula,
  movementIdentities,
  type MovementIdentity,
} from '../../catalog/headers/movement-identity.ts'
import type { MetricHeader } from '../../catalog/headers/metric-header.ts'

/** A query that counts the rows that contradict a header. */
export interface ViewCheck {
  readonly name: string
  readonly message: string
  readonly query: (relation: string) => string
}

/**
 * The conditions for movements to explain a balance. In every row, the opening balance plus the movements
 * equals the closing balance, and no row is in two movements. The closing balance of a month is the opening
 * balance of the next. Over all rows together, the sum of all movements equals the balance.
 */
export function movementChecks(view: View): readonly ViewCheck[] {
  const { metrics, time } = view.header
  return movementIdentities(metrics).flatMap((identity) => [
    rowAddsUp(identity, metrics),
    movementsAreDisjoint(identity, metrics),
    ...(time === undefined
      ? []
      : [balanceContinues(view, identity, time), movementsSumToBalance(identity, metrics, time)]),
  ])
}

type Metrics = Readonly<Record<string, MetricHeader>>

function rowAddsUp(identity: MovementIdentity, metrics: Metrics): ViewCheck {
  const { balance, start, movements } = identity
  return {
    name: `${balance}_is_explained`,
    message: `${movementFormula(identity, metrics)} is not true`,
    query: (relation) => `select count(*) as rows
from ${relation}
where
    ${[value(metrics[start]), ...movements.map((name) => signed(metrics[name]))].join('\n    + ')}
    <> ${value(metrics[balance])}`,
  }
}

function movementsAreDisjoint({ balance, movements }: MovementIdentity, metrics: Metrics): ViewCheck {
  const conditions = new Map<string, string[]>()
  for (const name of movements) {
    const header = metrics[name]
    if (!isMovement(header)) continue
    const held = `case when ${header.where ?? 'true'} then 1 else 0 end`
    conditions.set(header.expression, [...(conditions.get(header.expression) ?? []), held])
  }
  return {
    name: `${balance}_moves_once`,
    message: `a row is in two of ${movements.join(', ')}`,
    query: (relation) => `select count(*) as rows
from ${relation}
where
    ${[...conditions.values()].map((held) => `${held.join('\n    + ')} > 1`).join('\n    or ')}`,
  }
}

/** Compares consecutive months of the same key: each closing balance is the next opening balance. */
function balanceContinues({ header }: View, { balance, start }: MovementIdentity, time: string): ViewCheck {
  const entityColumns = header.key.filter((column) => column !== time)
  const step = `interval '1 ${header.finest_grain}'`
  const window = `over (partition by ${entityColumns.join(', ')} order by ${time})`
  return {
    name: `${balance}_goes_on`,
    message: `${start} differs from ${balance} one ${header.finest_grain} earlier`,
    query: (relation) => `select count(*) as rows
from (
    select
        ${time},
        ${value(header.metrics[start])} as balance_at_start,
        ${value(header.metrics[balance])} as balance_at_end,
        lag(${time}) ${window} as previous,
        lag(${value(header.metrics[balance])}) ${window} as balance_before,
        lead(${time}) ${window} as following,
        max(${time}) over () as newest
    from ${relation}
) as balances
where
    balance_at_start <> case when previous = ${time} - ${step} then balance_before else 0 end
    or (balance_at_end <> 0 and ${time} < newest and following is distinct from ${time} + ${step})`,
  }
}

/** Compares the sum of all movements up to a month with the balance at its end. */
function movementsSumToBalance(identity: MovementIdentity, metrics: Metrics, time: string): ViewCheck {
  const { balance, movements } = identity
  return {
    name: `${balance}_adds_up`,
    message: `the sum of all movements so far is not ${balance}`,
    query: (relation) => `select count(*) as rows
from (
    select
        ${time},
        sum(${value(metrics[balance])}) as balance_at_end,
        sum(sum(
            ${movements.map((name) => signed(metrics[name])).join('\n            + ')}
        )) over (order by ${time}) as moved_so_far
    from ${relation}
    group by ${time}
) as totals
where balance_at_end <> moved_so_far`,
  }
}

/** The contribution of one row to a metric. */
function value(header: MetricHeader | undefined): string {
  if (!isBalance(header) && !isMovement(header))
    throw new Error('Only balances and movements have a value per row')
  return header.where === undefined
    ? `coalesce(${header.expression}, 0)`
    : `case when ${header.where} then coalesce(${header.expression}, 0) else 0 end`
}

function signed(header: MetricHeader | undefined): string {
  return isMovement(header) && header.decreases_balance ? `-1 * (${value(header)})` : value(header)
}
