import { grains, type Grain } from './query.ts'

export interface Span {
  readonly count: number
  readonly unit: Grain
}

/** Parses `28 days`. */
export function parseSpan(written: string): Span {
  const [count, word = ''] = written.split(' ')
  const unit = grains.find((grain) => grain === word.replace(/s$/, ''))
  if (unit === undefined) throw new Error(`${written} is no span`)
  return { count: Number(count), unit }
}

/** Formats a span as in column names: `1_year`. */
export function spanName({ count, unit }: Span): string {
  return `${count}_${unit}${count === 1 ? '' : 's'}`
}
