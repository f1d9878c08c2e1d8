import type { ValueCheck } from './check-value.ts'

/** A JSON object. Anything else in `properties` would be silently nothing to every view that looks into it. */
export const checkJson: ValueCheck = (text) => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not valid JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not a JSON object'
  // only an escape can bring in what Postgres refuses
  if (/\\u(?:0000|d[89a-f])/i.test(text) && holdsForbidden(value)) {
    return String.raw`contains \u0000 or half a surrogate pair, which Postgres cannot keep`
  }
  return null
}

const holdsForbidden = (value: unknown): boolean => {
  if (typeof value === 'string') return forbidden.test(value)
  if (Array.isArray(value)) return value.some(holdsForbidden)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => forbidden.test(name) || holdsForbidden(inner))
}

const forbidden = /[\0\p{Surrogate}]/u
