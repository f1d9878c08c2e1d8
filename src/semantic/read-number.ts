import type { ParameterHeader } from '../catalog/view-header.ts'

/** A hundred years, in the units that options are in: no calendar reaches much further back than that. */
const longest: Readonly<Record<string, number>> = {
  hours: 876_000,
  days: 36_500,
  weeks: 5_200,
  months: 1_200,
}

/** Of what has no other bound. */
const most = 1_000_000_000

/** What a number has to be to be a parameter's value; the words that it may be instead are left to the caller. */
export function readNumber(
  { type, unit, min, max = longest[unit ?? ''] ?? most }: ParameterHeader,
  written: unknown,
): { readonly number: number } | { readonly expected: string } {
  const number = typeof written === 'string' && written.trim() !== '' ? Number(written) : written
  const isInRange = typeof number === 'number' && number >= (min ?? -most) && number <= max
  if (isInRange && (type !== 'integer' || Number.isInteger(number))) return { number }
  const from = min === undefined ? '' : ` from ${String(min)}`
  return { expected: `${type === 'integer' ? 'a whole number' : 'a number'}${from} to ${String(max)}` }
}
