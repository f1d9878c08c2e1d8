import type { MetricHeader } from './metric-header.ts'

export type BalanceHeader = Extract<MetricHeader, { kind: 'balance' }>
export type MovementHeader = Extract<MetricHeader, { kind: 'movement' }>

/** A stock that movements may explain. */
export function isBalance(header: MetricHeader | undefined): header is BalanceHeader {
  return header?.kind === 'balance'
}

/** A change of a balance. */
export function isMovement(header: MetricHeader | undefined): header is MovementHeader {
  return header?.kind === 'movement'
}

/**
 * A balance and its movements: opening balance plus movements equals closing balance, in every row of their
 * view.
 */
export interface MovementIdentity {
  readonly balance: string
  /** The opening balance. */
  readonly start: string
  readonly movements: readonly string[]
}

/** The balances of a view that movements explain. */
export function movementIdentities(
  metrics: Readonly<Record<string, MetricHeader>>,
): readonly MovementIdentity[] {
  return Object.entries(metrics).flatMap(([balance, header]) => {
    if (!isBalance(header) || header.opening_balance === undefined) return []
    const movements = Object.entries(metrics)
      .filter(([, other]) => isMovement(other) && other.of === balance)
      .map(([name]) => name)
    return movements.length === 0 ? [] : [{ balance, start: header.opening_balance, movements }]
  })
}

/** The identity as a formula: `starting_mrr + new_mrr - churned_accounts = mrr`. */
export function movementFormula(
  { balance, start, movements }: MovementIdentity,
  metrics: Readonly<Record<string, MetricHeader>>,
): string {
  const terms = movements.map((name) => {
    const header = metrics[name]
    return `${isMovement(header) && header.decreases_balance ? '-' : '+'} ${name}`
  })
  return `${[start, ...terms].join(' ')} = ${balance}`
}
