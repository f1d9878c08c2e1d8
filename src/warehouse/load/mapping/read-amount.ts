import type { ColumnRule } from './mapping.ts'
import type { Convert } from './read-moment.ts'

const plain = /^([+-]?)(\d+)(?:\.(\d*))?$/
// 1.234,56 and 1 234,56: a group of thousands must have three digits
const withComma = /^[+-]?(?:\d+|\d{1,3}(?:[. \u00a0\u202f]\d{3})+)(?:,\d+)?$/

/** The reader of a column's amounts: with a decimal comma, in minor units, or both. */
export function amountReader({ units, decimal }: ColumnRule): Convert {
  return (text, field) => {
    if (decimal === 'comma' && !withComma.test(text))
      return { fault: 'is not a number with a decimal comma (1.234,56)' }
    const number = decimal === 'comma' ? text.replaceAll(/[. \u00a0\u202f]/g, '').replace(',', '.') : text
    return units === 'minor' ? toMajor(number, field('currency')?.trim() || null) : { value: number }
  }
}

/** Converts minor units: shifts the decimal point by the currency's number of minor digits. */
function toMajor(text: string, currency: string | null): ReturnType<Convert> {
  const [, sign = '', whole = '', fraction = ''] = plain.exec(text) ?? []
  if (whole === '') return { fault: 'is not a number of minor units (199900)' }
  const digits = digitsOf(currency)
  if (digits === null)
    return { fault: `is in minor units of ${JSON.stringify(currency)}, which is not a currency of ISO 4217` }
  const padded = whole.padStart(digits + 1, '0')
  const point = padded.length - digits
  const after = padded.slice(point) + fraction
  return { value: `${sign}${padded.slice(0, point)}${after === '' ? '' : `.${after}`}` }
}

const digitsByCode = new Map<string, number | null>()

/**
 * The minor digits of a currency: 2 for euros, and for rows without a currency; 0 for yen; null for an
 * unknown currency.
 */
function digitsOf(currency: string | null): number | null {
  if (currency === null) return 2
  const code = currency.toUpperCase()
  const found = digitsByCode.get(code)
  if (found !== undefined) return found
  const digits = Intl.supportedValuesOf('currency').includes(code)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
        .maximumFractionDigits ?? 2)
    : null
  digitsByCode.set(code, digits)
  return digits
}
