import { formatCount } from './format-value.ts'

/** A number of things, such as `1 account` and `1,204 accounts`. */
export function countOf(count: number | string, thing: string): string {
  return `${formatCount(count)} ${Number(count) === 1 ? thing : `${thing}s`}`
}
