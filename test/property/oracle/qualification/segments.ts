import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { accountStates, type AccountState } from './account-states.ts'
import { isFitting } from './activity.ts'

/** The segments of an account at the end of a month and of the month before; null before it started. */
export interface SegmentMonth {
  readonly segment: string | null
  readonly previous_segment: string | null
  readonly plan_state: string | null
}

/** The segments of every account by month. */
export function segmentMonths(
  data: Data,
  settings: Settings,
): (account: string | null, month: number) => SegmentMonth {
  const known = new Map(
    segmentFacts(data, settings).map(({ company, at, attributes }) => [
      JSON.stringify([company, at]),
      {
        segment: String(attributes['segment']),
        previous_segment: (attributes['previous_segment'] ?? null) as string | null,
        plan_state: String(attributes['plan_state']),
      },
    ]),
  )
  return (account, month) => known.get(JSON.stringify([account, month])) ?? unknown
}

const unknown: SegmentMonth = { segment: null, previous_segment: null, plan_state: null }

/** Every started account at the end of each month, in its segment. */
export function segmentFacts(data: Data, settings: Settings): readonly Fact[] {
  const peers = grouped(accountStates(data, settings), ({ month, planState }) => `${month} ${planState}`)
  const segmented = [...peers.values()].flatMap((group) =>
    group.map((state) => ({ ...state, segment: segmentOf(data, settings, state, group) })),
  )
  return [...grouped(segmented, ({ account }) => account).values()].flatMap((months) =>
    [...months]
      .sort((a, b) => a.month - b.month)
      .map(({ account, month, segment, planState }, index, ordered): Fact => {
        const previous = ordered[index - 1]?.segment ?? null
        return {
          at: month,
          company: account,
          attributes: {
            segment,
            previous_segment: previous,
            plan_state: planState,
            ...accountAttributes(data, account),
          },
          numbers: {
            isNew: Number(previous === null),
            hasMoved: Number(previous !== null && previous !== segment),
          },
        }
      }),
  )
}

/** The first of seven segments whose rule holds. */
function segmentOf(
  data: Data,
  settings: Settings,
  state: AccountState,
  peers: readonly AccountState[],
): string {
  const { options } = settings
  const { account, employees, activeUserDays: days, planState } = state
  const above = peers.filter((peer) => peer.activeUserDays > days).length / peers.length
  const below = peers.filter((peer) => peer.activeUserDays < days).length / peers.length
  const isTop = above < options.segment_high_usage_share
  const isHigh = days > 0 && isTop
  const isLow = days === 0 || (!isTop && below < options.segment_low_usage_share)
  const fits = isFitting(data, settings, account) || (employees ?? 0) >= options.segment_min_employees
  const isLarge =
    12 * state.mrr >= options.segment_top_arr || (employees ?? 0) >= options.segment_top_employees
  const isManifold =
    state.workspaces >= options.segment_min_workspaces || state.payers >= options.segment_min_payers
  const isPaying = planState === 'contract' || planState === 'self_serve'
  if (planState === 'contract' && isLarge) return 'top_enterprise'
  if (planState === 'self_serve' && (isHigh || isManifold)) return 'top_self_serve_paid'
  if (!isPaying && fits && isHigh) return 'top_free_trial'
  if (fits && isLow) return 'help_first'
  if (fits || isPaying) return 'opportunistic'
  return isHigh ? 'self_serve_only' : 'dead_zone'
}
