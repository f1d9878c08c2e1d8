import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { floor, plus } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { accountStates, type AccountState } from './account-states.ts'

/** Every started account at the end of each fiscal quarter, with its growth; now, in the current one. */
export function boardFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options } = settings
  const states = accountStates(data, settings)
  const newest = Math.max(...states.map(({ month }) => month))
  const quarterOf = (month: number) => floor(month, 'quarter', settings)
  const isLast = (month: number) => quarterOf(plus(month, 1, 'month')) !== quarterOf(month)
  const atEnds = states.filter(({ month }) => isLast(month) || month === newest)
  return [...grouped(atEnds, ({ account }) => account).values()].flatMap((own) => {
    const ordered = [...own].sort((a, b) => a.month - b.month)
    return ordered.map((state, index): Fact => {
      const [before, earlier] = [ordered[index - 1], ordered[index - 2]]
      const { employees, activeUsers, mrr, payers, activePayers } = state
      const isLarge =
        (employees ?? 0) >= options.board_min_employees && activeUsers >= options.board_min_active_users
      const hasStopped = (from: AccountState | undefined, to: AccountState | undefined) => {
        const growth = growthOf(from, to)
        return growth !== null && growth <= options.board_plateau_growth + 1e-9
      }
      const isPlateaued =
        isLarge &&
        hasStopped(before, state) &&
        hasStopped(earlier, before) &&
        activeUsers / (employees ?? 0) < 0.5
      return {
        at: state.month,
        company: state.account,
        attributes: accountAttributes(data, state.account),
        numbers: {
          isLarge: Number(isLarge),
          isPlateaued: Number(isPlateaued),
          mrr,
          mrrOfSeveral: payers >= 3 ? mrr : 0,
          mrrOfSeparate: payers > 0 && activePayers === 0 ? mrr : 0,
          growth: isLarge ? growthOf(before, state) : null,
        },
      }
    })
  })
}

/** The growth of active users; null without any before. */
function growthOf(from: AccountState | undefined, to: AccountState | undefined): number | null {
  if (from === undefined || to === undefined || from.activeUsers === 0) return null
  return (to.activeUsers - from.activeUsers) / from.activeUsers
}
