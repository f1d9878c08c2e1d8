import type { ValueCheck } from './value-check.ts'

/** A JSON object. A view that reads `properties` would silently ignore any other value. */
export const checkJson: ValueCheck = (text) => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not valid JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not a JSON object'
  if (text.length > 2 * deepest && isTooDeep(value, deepest))
    return `is nested more than ${deepest} levels deep`
  // only an escape can produce characters that Postgres rejects
  if (/\\u(?:0000|d[89a-f])/i.test(text) && holdsForbidden(value)) {
    return String.raw`contains \u0000 or half a surrogate pair, which Postgres cannot store`
  }
  return null
}

/** PGlite crashes on an object of several thousand levels in a copy: its stack overflows. */
const deepest = 500

function isTooDeep(value: unknown, levels: number): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1)))
  )
}

function holdsForbidden(value: unknown): boolean {
  if (typeof value === 'string') return forbidden.test(value)
  if (Array.isArray(value)) return value.some(holdsForbidden)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => forbidden.test(name) || holdsForbidden(inner))
}

const forbidden = /[\0\p{Surrogate}]/u
