import { day, plus, readDay } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { remembered } from '../memo.ts'

export interface Contract {
  readonly id: string
  readonly account: string
  readonly arr: number
  /** The first and the last day. */
  readonly from: number
  readonly until: number
  /** The last day as signed, whatever replaced it. */
  readonly signedUntil: number
  readonly seats: number | null
  readonly committed: number | null
  readonly meter: string | null
  readonly renewsItself: boolean
  /** The contract that it replaces. */
  readonly replaces: string | null
}

/** Every contract with at least one day; a replaced contract ends before its successor begins. */
export const contractsOf: (data: Data) => readonly Contract[] = remembered((data) => {
  const all = data.contracts ?? []
  return all
    .map(({ contract_id: id, account_id, start_date, end_date, arr, predecessor_id, ...more }) => {
      const replacing = all
        .filter((other) => other.predecessor_id === id)
        .map((other) => plus(readDay(other.start_date), -1, 'day'))
      return {
        id,
        account: account_id,
        arr,
        from: readDay(start_date),
        until: Math.min(readDay(end_date), ...replacing),
        signedUntil: readDay(end_date),
        seats: more.seats ?? null,
        committed: more.committed_units ?? null,
        meter: more.meter ?? null,
        renewsItself: more.auto_renew === true,
        replaces: predecessor_id ?? null,
      }
    })
    .filter(({ from, until }) => from <= until)
})

/** The contracts that succeed one: by name, else the next ones of its account, soon after its end. */
export function successorsOf(data: Data, contract: Contract, graceDays: number): readonly Contract[] {
  return contractsOf(data).filter((other) =>
    other.replaces === null
      ? other.account === contract.account &&
        other.from > contract.from &&
        other.from >= contract.until &&
        other.from <= contract.until + (1 + graceDays) * day
      : other.replaces === contract.id,
  )
}
