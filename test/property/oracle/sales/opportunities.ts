import { accountsOf } from '../data/accounts.ts'
import type { Attributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { day } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { first } from '../memo.ts'
import { qualifiedTouches, type Touch } from '../money/motions.ts'
import { closingOf, historyOf, type Entry } from './closings.ts'

/** An opportunity as it was at `as_of`. */
export interface Opportunity {
  readonly id: string
  readonly account: string
  readonly type: string
  readonly owner: string | null
  readonly arr: number
  readonly createdAt: number
  readonly closedAt: number | null
  readonly outcome: 'open' | 'won' | 'lost'
  readonly entries: readonly Entry[]
  /** The stage of today, of an opportunity that is open today. */
  readonly openStage: string | null
  /** The stage of today, of an opportunity that is closed today. */
  readonly closingStage: string | null
}

/** All opportunities created by `as_of`; the data have no closed one without a date. */
export function opportunitiesOf(data: Data, { asOf }: Settings): readonly Opportunity[] {
  return (data.opportunities ?? []).flatMap((row): Opportunity[] => {
    const createdAt = Date.parse(row.created_at)
    if (createdAt > asOf || !accountsOf(data).has(row.account_id)) return []
    const history = historyOf(data, row)
    const closing = closingOf(data, row)
    const closedAt = closing !== null && closing <= asOf ? closing : null
    return [
      {
        id: row.opportunity_id,
        account: row.account_id,
        type: row.type,
        owner: row.owner_rep_id,
        arr: row.arr,
        createdAt,
        closedAt,
        outcome: closedAt === null ? 'open' : row.is_won ? 'won' : 'lost',
        entries: history.filter(({ at }) => at <= asOf && at < (closedAt ?? Infinity)),
        openStage: row.is_closed ? null : row.stage,
        closingStage: row.is_closed ? row.stage : null,
      },
    ]
  })
}

/** The stage at a moment; undefined where it was not open: before, after, or in its closing stage. */
export function stageAt(opportunity: Opportunity, moment: number): string | null | undefined {
  const { createdAt, closedAt, entries, openStage, closingStage } = opportunity
  if (createdAt > moment || (closedAt !== null && closedAt <= moment)) return undefined
  const entry = entries.findLast(({ at }) => at <= moment) ?? entries[0]
  const stage = entry === undefined ? openStage : entry.stage
  return stage !== null && stage === closingStage ? undefined : stage
}

/** The last stage before the close. */
export function lastOpenStage({ entries, closingStage }: Opportunity): string | null {
  return entries.findLast(({ stage }) => stage !== closingStage)?.stage ?? null
}

/** The touches that belong to each opportunity. */
export function touchesOf(
  data: Data,
  settings: Settings,
): readonly { readonly touch: Touch; readonly opportunity: string }[] {
  const all = opportunitiesOf(data, settings)
  const window = settings.options.qualified_touch_window_days * day
  return qualifiedTouches(data, settings).flatMap((touch) => {
    const own = all.filter(({ account }) => account === touch.account)
    const candidates =
      touch.opportunity === null
        ? own.filter(
            ({ createdAt, closedAt }) => createdAt <= touch.at + window && (closedAt ?? Infinity) >= touch.at,
          )
        : own.filter(({ id }) => id === touch.opportunity)
    const chosen = first(
      candidates,
      ({ createdAt }) => Number(createdAt > touch.at),
      ({ createdAt }) => Math.abs(createdAt - touch.at),
      ({ id }) => id,
    )
    return chosen === undefined ? [] : [{ touch, opportunity: chosen.id }]
  })
}

/** The attributes of a rep; all null for one that is not listed. */
export function repAttributes(data: Data, id: string | null): Attributes {
  const rep = data.reps?.find(({ rep_id }) => rep_id === id)
  return { rep: rep?.rep_id ?? null, rep_role: rep?.role ?? null, rep_motion: rep?.motion ?? null }
}
