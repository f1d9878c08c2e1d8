import { PlumblineError } from '../../errors.ts'

/** The digits of an Arrow Decimal128. */
export const decimalDigits = 38

const form = /^(-?)0*(\d*)(?:\.(\d+))?$/
const word = 0xffff_ffffn

/**
 * A decimal as the four 32-bit words of an Arrow Decimal128, lowest first, in two's complement.
 *
 * @param text a plain decimal, such as `-12.50`
 * @param scale the decimals of the column
 * @throws PlumblineError `BAD_REQUEST` when the number has more digits than the type
 */
export function toDecimal128(text: string, scale: number): Uint32Array {
  const [, sign = '', whole = '', part = ''] = form.exec(text) ?? []
  if ((whole === '' && part === '' && !/^-?0+$/.test(text)) || part.length > scale)
    throw new Error(`${text} is no decimal of ${scale} places`)
  if (whole.length + scale > decimalDigits) throw tooLong(text)
  const unscaled = BigInt(`${whole}${part.padEnd(scale, '0')}`)
  const bits = BigInt.asUintN(128, sign === '-' ? -unscaled : unscaled)
  return Uint32Array.of(
    Number(bits & word),
    Number((bits >> 32n) & word),
    Number((bits >> 64n) & word),
    Number(bits >> 96n),
  )
}

function tooLong(text: string): PlumblineError {
  return new PlumblineError(
    'BAD_REQUEST',
    `The number ${text} has more than ${decimalDigits} digits with its decimals, which Arrow cannot hold. Export it as csv or ndjson.`,
    { subject: 'format', valid: ['csv', 'ndjson'] },
  )
}
