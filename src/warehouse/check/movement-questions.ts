import type { View } from '../../catalog/catalog.ts'
import {
  movementFormula,
  movementIdentities,
  type MovementIdentity,
} from '../../catalog/headers/movement-identity.ts'
import type { MetricHeader } from '../../catalog/headers/view-header.ts'

/** A question whose answer is a number of rows that contradict what a header says. */
export interface Question {
  readonly name: string
  readonly message: string
  readonly ask: (relation: string) => string
}

/**
 * What has to be true of the data for movements to explain a balance: in every row start and movements make
 * the end, and no row is in two movements; what one month ends with the next one starts with; and for all
 * rows together, everything that ever moved makes what stands.
 */
export function movementQuestions(view: View): readonly Question[] {
  const { metrics, time } = view.header
  return movementIdentities(metrics).flatMap((identity) => [
    makesTheEnd(identity, metrics),
    movesOnce(identity, metrics),
    ...(time === undefined ? [] : [goesOn(view, identity, time), addsUp(identity, metrics, time)]),
  ])
}

type Metrics = Readonly<Record<string, MetricHeader>>

function makesTheEnd(identity: MovementIdentity, metrics: Metrics): Question {
  const { balance, start, movements } = identity
  return {
    name: `${balance}_is_explained`,
    message: `${movementFormula(identity, metrics)} is not true`,
    ask: (relation) => `select count(*) as rows
from ${relation}
where
    ${[value(metrics[start]), ...movements.map((name) => signed(metrics[name]))].join('\n    + ')}
    <> ${value(metrics[balance])}`,
  }
}

function movesOnce({ balance, movements }: MovementIdentity, metrics: Metrics): Question {
  const conditions = new Map<string, string[]>()
  for (const name of movements) {
    const header = metrics[name]
    if (header?.kind !== 'movement') continue
    const held = `case when ${header.where ?? 'true'} then 1 else 0 end`
    conditions.set(header.expression, [...(conditions.get(header.expression) ?? []), held])
  }
  return {
    name: `${balance}_moves_once`,
    message: `a row is in two of ${movements.join(', ')}`,
    ask: (relation) => `select count(*) as rows
from ${relation}
where
    ${[...conditions.values()].map((held) => `${held.join('\n    + ')} > 1`).join('\n    or ')}`,
  }
}

/** Month after month of whoever the rows are of: what is there at an end is there at the next start. */
function goesOn({ header }: View, { balance, start }: MovementIdentity, time: string): Question {
  const whose = header.key.filter((column) => column !== time)
  const step = `interval '1 ${header.finest_grain}'`
  const window = `over (partition by ${whose.join(', ')} order by ${time})`
  return {
    name: `${balance}_goes_on`,
    message: `${start} is not what ${balance} was a ${header.finest_grain} before`,
    ask: (relation) => `select count(*) as rows
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

/** The sum of all movements up to a month, of everybody, against what stands at its end. */
function addsUp(identity: MovementIdentity, metrics: Metrics, time: string): Question {
  const { balance, movements } = identity
  return {
    name: `${balance}_adds_up`,
    message: `all movements so far do not make ${balance}`,
    ask: (relation) => `select count(*) as rows
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

/** What one row adds to a metric. */
function value(header: MetricHeader | undefined): string {
  if (header?.kind !== 'balance' && header?.kind !== 'movement')
    throw new Error('Only these have a value by row')
  return header.where === undefined
    ? `coalesce(${header.expression}, 0)`
    : `case when ${header.where} then coalesce(${header.expression}, 0) else 0 end`
}

function signed(header: MetricHeader | undefined): string {
  return header?.kind === 'movement' && header.taken_off ? `-1 * (${value(header)})` : value(header)
}
