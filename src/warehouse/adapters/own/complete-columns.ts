import type { Assumptions } from './assumptions.ts'
import { plainName } from './plain-name.ts'
import type { ProposedColumn } from './proposed-column.ts'

/**
 * Ids that a table may lack, and the columns of the contract that tell its rows apart. Without an id, the same person,
 * event and time is one event, as of a repeated delivery, and each row of prices is a subscription of its own.
 */
const madeOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  product_events: { event_id: ['user_id', 'anonymous_id', 'event_name', 'occurred_at'] },
  subscription_periods: {
    period_id: ['customer_id', 'plan', 'started_at'],
    subscription_id: ['customer_id', 'plan', 'started_at'],
  },
}

/** Adds the columns that a table lacks and that follow from its others, or from what the caller declares. */
export function completeColumns(
  table: string,
  columns: readonly ProposedColumn[],
  assumptions: Assumptions,
): readonly ProposedColumn[] {
  return withIds(table, table === 'subscription_periods' ? withInterval(columns, assumptions) : columns)
}

/** A monthly or annual amount says its interval, and no other column is asked. */
function withInterval(
  columns: readonly ProposedColumn[],
  { interval: declared }: Assumptions,
): readonly ProposedColumn[] {
  const amount = plainName(columns.find(({ column }) => column === 'amount')?.from?.name ?? '')
  const named = /mrr|monthly/.test(amount) ? 'month' : /arr|annual/.test(amount) ? 'year' : null
  const isFound = columns.some(({ column }) => column === 'interval')
  const interval = named ?? (isFound ? null : declared)
  if (interval === null) return columns
  return [
    ...columns.filter(({ column }) => column !== 'interval'),
    { column: 'interval', from: null, type: 'text', expression: `'${interval}'` },
  ]
}

function withIds(table: string, columns: readonly ProposedColumn[]): readonly ProposedColumn[] {
  const made = Object.entries(madeOf[table] ?? {}).flatMap(([id, parts]): readonly ProposedColumn[] => {
    const found = parts.flatMap((part) => columns.find(({ column }) => column === part) ?? [])
    const isKnown = columns.some(({ column }) => column === id)
    // one column does not tell rows apart
    if (isKnown || found.length < 2) return []
    return [{ column: id, from: null, type: 'id', expression: idOf(found) }]
  })
  return [...made, ...columns]
}

/** The parts as text, a time by its seconds: the text of a time depends on the zone of the session. */
function idOf(parts: readonly ProposedColumn[]): string {
  const texts = parts.map(({ column, expression }) =>
    column.endsWith('_at') ? `extract(epoch from ${expression})` : expression,
  )
  return `concat_ws('|', ${texts.join(', ')})`
}
