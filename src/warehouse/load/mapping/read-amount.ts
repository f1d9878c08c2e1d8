import type { ColumnRule } from './mapping.ts'
import type { Convert } from './read-moment.ts'

const plain = /^([+-]?)(\d+)(?:\.(\d*))?$/
// 1.234,56 and 1 234,56: a group of thousands has three digits, or it is none
const withComma = /^[+-]?(?:\d+|\d{1,3}(?:[. \u00a0\u202f]\d{3})+)(?:,\d+)?$/

/** How the amounts of a column are read: with a decimal comma, in minor units, or both. */
export function amountReader({ units, decimal }: ColumnRule): Convert {
  return (text, field) => {
    if (decimal === 'comma' && !withComma.test(text))
      return { fault: 'is not a number with a decimal comma (1.234,56)' }
    const number = decimal === 'comma' ? text.replaceAll(/[. \u00a0\u202f]/g, '').replace(',', '.') : text
    return units === 'minor' ? toMajor(number, field('currency')?.trim() || null) : { value: number }
  }
}

/** Cents as an amount: the point moves by as many digits as the currency has after it. */
function toMajor(text: string, currency: string | null): ReturnType<Convert> {
  const [, sign = '', whole = '', fraction = ''] = plain.exec(text) ?? []
  if (whole === '') return { fault: 'is not a number of minor units (199900)' }
  const digits = digitsOf(currency)
  if (digits === null)
    return { fault: `is in minor units of ${JSON.stringify(currency)}, which is no currency of ISO 4217` }
  const padded = whole.padStart(digits + 1, '0')
  const point = padded.length - digits
  const after = padded.slice(point) + fraction
  return { value: `${sign}${padded.slice(0, point)}${after === '' ? '' : `.${after}`}` }
}

const known = new Map<string, number | null>()

/** The minor digits of a currency: 2 for euros, and where a row says none; 0 for yen; null for what is none. */
function digitsOf(currency: string | null): number | null {
  if (currency === null) return 2
  const code = currency.toUpperCase()
  const found = known.get(code)
  if (found !== undefined) return found
  const digits = Intl.supportedValuesOf('currency').includes(code)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
        .maximumFractionDigits ?? 2)
    : null
  known.set(code, digits)
  return digits
}
