import type { Random } from './random.ts'

/**
 * Seconds in a minute, an hour, a day and a week; all times of the sample company are whole epoch seconds.
 */
export const MINUTE = 60
export const HOUR = 3600
export const DAY = 86_400
export const WEEK = 7 * DAY

const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const WEEKDAY_WEIGHTS = [1.1, 1.15, 1.1, 1.05, 0.9, 0.3, 0.28] // Monday first
const MONTH_WEIGHTS = [1.05, 1, 1.05, 1, 1, 0.95, 0.92, 0.8, 1.08, 1.08, 1.05, 0.72]
const MONTHLY_GROWTH = 1.045

const dayTexts = new Map<number, string>()

/** `2025-03-09` for any second of that day. */
export function dayText(second: number): string {
  const day = Math.floor(second / DAY)
  let text = dayTexts.get(day)
  if (text === undefined) {
    text = new Date(day * DAY * 1000).toISOString().slice(0, 10)
    dayTexts.set(day, text)
  }
  return text
}

/** `2025-03-09T08:05:00Z`; written by hand because it runs twice for every event. */
export function timeText(second: number): string {
  const rest = second % DAY
  const hour = (rest / HOUR) | 0
  const minute = ((rest % HOUR) / MINUTE) | 0
  return `${dayText(second)}T${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[rest % MINUTE]}Z`
}

/** The same, or an empty field. */
export function timeTextOrNull(second: number | null): string | null {
  return second === null ? null : timeText(second)
}

/** The same time some months later; the last day of the month when the day does not exist. */
export function addMonths(second: number, months: number): number {
  const date = new Date(second * 1000)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 1000
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1) / 1000
  const day = Math.min(date.getUTCDate(), Math.round((next - first) / DAY))
  return first + (day - 1) * DAY + (second % DAY)
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(second: number): number {
  return (Math.floor(second / DAY) + 3) % 7
}

/** The first second of the day. */
export function midnight(second: number): number {
  return second - (second % DAY)
}

/** The time span of the company's data, and the activity of each of its days. */
export class Calendar {
  readonly start: number
  readonly end: number
  readonly months: number
  /** The first second of each month, and `end` after the last. */
  readonly monthStarts: readonly number[]
  readonly #cumulative: Float64Array

  constructor(end: string, months: number) {
    const endMs = Date.parse(`${end.slice(0, 10)}T00:00:00Z`)
    if (Number.isNaN(endMs)) throw new RangeError(`end is no ISO date: ${end}`)
    if (!Number.isInteger(months) || months < 1) throw new RangeError(`months must be 1 or more: ${months}`)
    this.end = endMs / 1000
    // Months are calendar months; when the end is inside one, the last is not whole.
    const lastMonth = new Date((this.end - 1) * 1000)
    this.start = Date.UTC(lastMonth.getUTCFullYear(), lastMonth.getUTCMonth() - months + 1, 1) / 1000
    this.months = months
    this.monthStarts = Array.from({ length: months + 1 }, (_, m) =>
      m === months ? this.end : addMonths(this.start, m),
    )
    const days = Math.round((this.end - this.start) / DAY)
    this.#cumulative = new Float64Array(days)
    let sum = 0
    for (let day = 0; day < days; day++) {
      const second = this.start + day * DAY
      const season = MONTH_WEIGHTS[new Date(second * 1000).getUTCMonth()] ?? 1
      sum += (WEEKDAY_WEIGHTS[weekday(second)] ?? 1) * season * MONTHLY_GROWTH ** (day / 30.44)
      this.#cumulative[day] = sum
    }
  }

  /** The month of the span that contains a time. */
  monthOf(second: number): number {
    let month = Math.min(this.months - 1, Math.floor((second - this.start) / (30.44 * DAY)))
    while (month > 0 && second < (this.monthStarts[month] ?? 0)) month -= 1
    while (month < this.months - 1 && second >= (this.monthStarts[month + 1] ?? this.end)) month += 1
    return Math.max(0, month)
  }

  /** A start time: more of them each month, fewer at weekends, in August and in December. */
  sampleStart(random: Random): number {
    const days = this.#cumulative
    const wanted = random.next() * (days.at(-1) ?? 0)
    let low = 0
    let high = days.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((days[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return this.atWork(random, this.start + low * DAY)
  }

  /** A working-hours time on the same day. */
  atWork(random: Random, second: number): number {
    const hours = 13.5 + (random.next() + random.next() + random.next() - 1.5) * 7
    return midnight(second) + Math.floor(hours * HOUR)
  }

  /** Moves most weekend times to the next week, and keeps all within the span. */
  onWorkday(random: Random, second: number): number {
    const day = weekday(second)
    const moved = day >= 5 && random.chance(0.7) ? second + (7 - day + random.int(0, 4)) * DAY : second
    return this.clamp(this.atWork(random, moved))
  }

  /** The nearest time inside the span. */
  clamp(second: number): number {
    return Math.max(this.start, Math.min(this.end - 1, Math.floor(second)))
  }
}
