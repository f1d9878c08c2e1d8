import type { RawType } from '../../../catalog/adapters/adapter.ts'
import type { Assumptions } from './assumptions.ts'
import type { Unread } from './unread.ts'

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const withComma = /^[+-]?(\d+|\d{1,3}([. ]\d{3})+)(,\d+)?$/
const withPoint = /^[+-]?(\d+|\d{1,3}([, ]\d{3})+)(\.\d+)?$/

/** One sign with three digits after it: `1,234` is a thousand or one, and `0,234` is a part of one. */
const ambiguous = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * How the numbers of a text column are written, by its samples. Where every sample with a sign has two meanings, the caller
 * decides.
 */
export function recognizeNumber(
  samples: readonly string[],
  { decimal }: Pick<Assumptions, 'decimal'>,
): RawType | Unread {
  const signed = samples.filter((sample) => /[.,]/.test(sample))
  const isOpen = signed.length > 0 && signed.every((sample) => ambiguous.test(sample))
  if (isOpen && decimal === null)
    return {
      reason: `${signed.slice(0, 3).join(' and ')} may be thousands or fractions: declare --assume-decimal point or comma`,
    }
  const forms: readonly (readonly [RawType, RegExp])[] = isOpen
    ? decimal === 'comma'
      ? [['comma_number', withComma]]
      : [['point_number', withPoint]]
    : [
        ['number', plain],
        ['comma_number', withComma],
        ['point_number', withPoint],
      ]
  const form = forms.find(([, pattern]) => samples.every((sample) => pattern.test(sample)))
  if (form !== undefined) return form[0]
  const strange = samples.find((sample) => !forms.some(([, pattern]) => pattern.test(sample)))
  return {
    reason: strange === undefined ? 'its numbers are written in different forms' : `${strange} is no number`,
  }
}
