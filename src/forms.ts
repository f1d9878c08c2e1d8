import { z } from 'zod'

/** Why a value has not the form that was described, in our words: whoever sent it never reads those of a library. */
const inOurWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'it is missing'
        : `it has to be ${kinds[issue.expected] ?? 'something else'}`
    case 'invalid_value':
      return `it has to be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return issue.format === 'date' ? 'it has to be a date (2024-12-31)' : 'it has the wrong form'
    case 'not_multiple_of':
      return `it has to be a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `there is no field ${issue.keys.join(', ')}`
    default:
      return 'it has none of the forms that it may have'
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

/** What there is more than one of in a text or a list; of a number, nothing. */
const parts: Readonly<Record<string, string>> = { string: 'character', array: 'item' }

function tooSmall({
  origin,
  minimum,
  inclusive,
}: Pick<z.core.$ZodIssueTooSmall, 'origin' | 'minimum' | 'inclusive'>): string {
  const part = parts[origin]
  if (part === undefined) return `it has to be ${inclusive === false ? 'more than' : 'at least'} ${minimum}`
  return Number(minimum) === 1 ? 'it is empty' : `it has fewer than ${minimum} ${part}s`
}

function tooBig({
  origin,
  maximum,
  inclusive,
}: Pick<z.core.$ZodIssueTooBig, 'origin' | 'maximum' | 'inclusive'>): string {
  const part = parts[origin]
  if (part === undefined) return `it has to be ${inclusive === false ? 'less than' : 'at most'} ${maximum}`
  return `it has more than ${maximum} ${part}${Number(maximum) === 1 ? '' : 's'}`
}

z.config({ localeError: inOurWords })

export { z }
