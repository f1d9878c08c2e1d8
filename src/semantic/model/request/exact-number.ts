/** The longest accepted number, in digits. A warehouse holds more, but no comparison needs them. */
const maxDigits = 1_000

const form = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<part>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/

/** Whether a text is a plain decimal such as `-12.50`, which can be compared with every numeric column. */
export function isDecimal(text: string): boolean {
  return text.length <= maxDigits && /^-?\d+(\.\d+)?$/.test(text)
}

/** Whether a text is a whole number within the range of a `bigint`. */
export function isLong(text: string): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false
  const number = BigInt(text)
  return number === BigInt.asIntN(64, number)
}

/**
 * Whether a number in JSON keeps its digits when it is parsed. Numbers beyond 2^53 − 1 are never exact, because the
 * sender may have rounded them already.
 */
export function isExactInJson(text: string): boolean {
  const number = Number(text)
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER && sameDigits(text, String(number))
}

/** The texts and the numbers in JSON. Texts are matched too, so that digits in them are skipped. */
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs

/** The first number in a JSON text that loses digits when it is parsed; null when there is none. */
export function inexactNumberIn(json: string): string | null {
  for (const [piece] of json.matchAll(textOrNumber)) {
    if (!piece.startsWith('"') && !isExactInJson(piece)) return piece
  }
  return null
}

/** `1e3` as `1000`, digit for digit; null when the text is not a number, or has too many digits. */
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
  /** Without zeros at either end; `0` for zero. */
  readonly digits: string
  /** The power of ten of the last digit. */
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
