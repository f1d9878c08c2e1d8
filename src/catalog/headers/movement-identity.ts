import type { MetricHeader } from './view-header.ts'

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
    if (header.kind !== 'balance' || header.starts_as === undefined) return []
    const movements = Object.entries(metrics)
      .filter(([, other]) => other.kind === 'movement' && other.of === balance)
      .map(([name]) => name)
    return movements.length === 0 ? [] : [{ balance, start: header.starts_as, movements }]
  })
}

/** The identity as a formula: `starting_mrr + new_mrr - churned_accounts = mrr`. */
export function movementFormula(
  { balance, start, movements }: MovementIdentity,
  metrics: Readonly<Record<string, MetricHeader>>,
): string {
  const terms = movements.map((name) => {
    const header = metrics[name]
    return `${header?.kind === 'movement' && header.taken_off ? '-' : '+'} ${name}`
  })
  return `${[start, ...terms].join(' ')} = ${balance}`
}
