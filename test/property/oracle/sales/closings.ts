import type { Data } from '../data/data.ts'

type OpportunityRow = NonNullable<Data['opportunities']>[number]

/** The entry of an opportunity into a stage. */
export interface Entry {
  readonly stage: string
  readonly at: number
}

/** The stages of an opportunity, by time. */
export function historyOf(data: Data, { opportunity_id: id }: OpportunityRow): readonly Entry[] {
  return (data.opportunity_stages ?? [])
    .filter(({ opportunity_id }) => opportunity_id === id)
    .map(({ stage, entered_at }) => ({ stage, at: Date.parse(entered_at) }))
    .sort((a, b) => a.at - b.at)
}

/**
 * When an opportunity was closed: by its history, else by the close date of the CRM. Null when it is open, whatever
 * close date is planned.
 */
export function closingOf(data: Data, row: OpportunityRow): number | null {
  if (!row.is_closed) return null
  return closedIn(historyOf(data, row), row.stage) ?? Date.parse(row.closed_at ?? '')
}

/** When the last uninterrupted run of a stage began; null when the history does not end with it. */
function closedIn(history: readonly Entry[], stage: string): number | null {
  const lastOther = history.findLastIndex((entry) => entry.stage !== stage)
  return history[lastOther + 1]?.at ?? null
}
