/** What an amount recurs by, in words of the contract. */
export const amountIntervals = ['day', 'week', 'month', 'quarter', 'year'] as const
export type AmountInterval = (typeof amountIntervals)[number]

/** The sign before the fraction of a number. */
export const decimalSigns = ['point', 'comma'] as const

/** Which part of 3/4/2024 is the day. */
export const dayOrders = ['day_month_year', 'month_day_year'] as const

/** What the tables do not say, and the caller declares; null: not declared, and what depends on it is not proposed. */
export interface Assumptions {
  /** The interval of an amount. */
  readonly interval: AmountInterval | null
  /** Of numbers that may be thousands or fractions, such as 1,234. */
  readonly decimal: (typeof decimalSigns)[number] | null
  readonly dayOrder: (typeof dayOrders)[number] | null
  /** IANA name of the zone of times without one. */
  readonly timeZone: string
  /** That of the calendar: a day without a time begins in it. */
  readonly calendarZone: string
}

export const noAssumptions: Assumptions = {
  interval: null,
  decimal: null,
  dayOrder: null,
  timeZone: 'UTC',
  calendarZone: 'UTC',
}
