import { z } from 'zod'

/** Zod's issues in Plumbline's words, since callers do not know the library. */
const issueMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'it is missing'
        : `it must be ${kinds[issue.expected] ?? 'of another type'}`
    case 'invalid_value':
      return `it must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return issue.format === 'date' ? 'it must be a date (2024-12-31)' : 'it has the wrong form'
    case 'not_multiple_of':
      return `it must be a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`
    default:
      return 'it has none of the valid forms'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with named fields',
  record: 'an object with named fields',
  null: 'null',
}

/** The units of a size: of a text or a list; a number has none. */
const parts: Readonly<Record<string, string>> = { string: 'character', array: 'item' }

function tooSmall({
  origin,
  minimum,
  inclusive,
}: Pick<z.core.$ZodIssueTooSmall, 'origin' | 'minimum' | 'inclusive'>): string {
  const part = parts[origin]
  if (part === undefined) return `it must be ${inclusive === false ? 'more than' : 'at least'} ${minimum}`
  return Number(minimum) === 1 ? 'it is empty' : `it has fewer than ${minimum} ${part}s`
}

function tooBig({
  origin,
  maximum,
  inclusive,
}: Pick<z.core.$ZodIssueTooBig, 'origin' | 'maximum' | 'inclusive'>): string {
  const part = parts[origin]
  if (part === undefined) return `it must be ${inclusive === false ? 'less than' : 'at most'} ${maximum}`
  return `it has more than ${maximum} ${part}${Number(maximum) === 1 ? '' : 's'}`
}

z.config({ localeError: issueMessage })

export { z }
