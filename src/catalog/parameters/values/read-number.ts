import { grains, maxSpan } from '../../headers/grain.ts'
import type { ParameterHeader } from '../parameter-header.ts'

/** The bound of numbers without their own bound. */
const most = 1_000_000_000

/** Lengths of time are at most a century. */
function longest({ unit }: ParameterHeader): number {
  const grain = grains.find((one) => unit === `${one}s`)
  return grain === undefined ? most : maxSpan[grain]
}

/** What a number has to be to be a parameter's value; the words that it may be instead are left to the caller. */
export function readNumber(
  header: ParameterHeader,
  written: unknown,
): { readonly number: number } | { readonly expected: string } {
  const { type, min, max = longest(header) } = header
  const number = typeof written === 'string' && written.trim() !== '' ? Number(written) : written
  const isInRange = typeof number === 'number' && number >= (min ?? -most) && number <= max
  if (isInRange && (type !== 'integer' || Number.isInteger(number))) return { number }
  const from = min === undefined ? '' : ` from ${String(min)}`
  return { expected: `${type === 'integer' ? 'a whole number' : 'a number'}${from} to ${String(max)}` }
}
