/** The longest number that is compared with anything; a warehouse holds more digits, and nobody counts so far. */
const maxDigits = 1_000

const form = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<part>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/

/** Whether a text is a plain decimal that every numeric column can be compared with: `-12.50`. */
export function isDecimal(text: string): boolean {
  return text.length <= maxDigits && /^-?\d+(\.\d+)?$/.test(text)
}

/** Whether a text is a whole number that a `bigint` of the database holds. */
export function isLong(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false
  const number = BigInt(text)
  return number === BigInt.asIntN(64, number)
}

/**
 * Whether a number, as JSON writes it, arrives as it was written. Beyond 2^53 − 1 none is taken to: whoever wrote it
 * may have rounded it already.
 */
export function isExactInJson(text: string): boolean {
  const number = Number(text)
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && sameDigits(text, String(number))
}

/** What means something in JSON here: texts, so that nothing in them does, and numbers. */
const textsAndNumbers = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs

/** The first number in a JSON text that would not arrive as it was written; null when all do. */
export function inexactNumberIn(json: string): string | null {
  for (const [piece] of json.matchAll(textsAndNumbers)) {
    if (!piece.startsWith('"') && !isExactInJson(piece)) return piece
  }
  return null
}

/** `1e3` as `1000`, digit for digit; null when it is no number, or has more digits than anything is compared with. */
export function plainDecimal(text: string): string | null {
  if (isDecimal(text)) return text
  const read = digitsOf(text)
  if (read === null || Math.abs(read.exponent) + read.digits.length > maxDigits) return null
  const { sign, digits, exponent } = read
  if (exponent >= 0) return `${sign}${digits}${'0'.repeat(exponent)}`
  const padded = digits.padStart(1 - exponent, '0')
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
}

function sameDigits(one: string, other: string): boolean {
  const [a, b] = [digitsOf(one), digitsOf(other)]
  return a !== null && a.digits === b?.digits && a.exponent === b.exponent
}

interface Digits {
  readonly sign: string
  /** Without zeros at either end; `0` alone for nothing. */
  readonly digits: string
  /** How many places the point is behind the last digit. */
  readonly exponent: number
}

function digitsOf(text: string): Digits | null {
  const { sign = '', whole = '', part = '', exponent = '0' } = form.exec(text)?.groups ?? {}
  if (whole === '') return null
  const written = `${whole}${part}`.replace(/^0+/, '')
  let length = written.length
  while (written[length - 1] === '0') length -= 1
  if (length === 0) return { sign: '', digits: '0', exponent: 0 }
  return {
    sign,
    digits: written.slice(0, length),
    exponent: Number(exponent) - part.length + (written.length - length),
  }
}
