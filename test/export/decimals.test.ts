import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDecimal128 } from '../../src/export/arrow/decimal.ts'

/** The number of four words, by another way: as a signed sum. */
const valueOf = (words: Uint32Array): bigint =>
  BigInt.asIntN(
    128,
    words.reduce((sum, word, index) => sum + (BigInt(word) << BigInt(32 * index)), 0n),
  )

/** With six decimals it has 38 digits, as many as a decimal of Arrow. */
const largest = 10n ** 32n - 1n

test('a decimal keeps every digit and its sign', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -largest, max: largest }),
      fc.integer({ min: 0, max: 6 }),
      (digits, places) => {
        const text = asDecimal(digits, places)
        expect(valueOf(toDecimal128(text, 6))).toBe(digits * 10n ** BigInt(6 - places))
      },
    ),
  )
})

function asDecimal(digits: bigint, places: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
  const whole = text.slice(0, text.length - places)
  return `${digits < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`
}

test('zero has one form with any decimals and either sign', () => {
  for (const zero of ['0', '0.0', '-0', '0.000000']) expect(valueOf(toDecimal128(zero, 6))).toBe(0n)
})

test('a number that the type cannot hold is rejected, never rounded', () => {
  expect(valueOf(toDecimal128('9'.repeat(32), 6))).toBe(BigInt('9'.repeat(32)) * 10n ** 6n)
  expect(() => toDecimal128('9'.repeat(33), 6)).toThrow('Export it as csv or ndjson')
  for (const wrong of ['0.0000001', 'NaN', '', '1e3', '.'])
    expect(() => toDecimal128(wrong, 6), wrong).toThrow()
})
