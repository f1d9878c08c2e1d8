import { GraphQLError, GraphQLScalarType } from 'graphql'

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/
const decimal = /^-?\d+(\.\d+)?$/

/** A scalar whose values are texts of one form. The warehouse gives them in it, so going out they stay as they are. */
function textScalar(name: string, form: string, isValid: (text: string) => boolean): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    parseValue: (value) => {
      const text = typeof value === 'number' ? String(value) : value
      if (typeof text !== 'string' || !isValid(text)) {
        throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}: it is ${form}.`)
      }
      return text
    },
  })
}

/** `2025-02-30` has the form of a day and is none: a calendar would make it the second of March. */
function isDay(text: string): boolean {
  const time = day.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function isInstant(text: string): boolean {
  return instant.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
}

function isValue(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

/** The scalars of `schema/base.graphql`. */
export const scalars = {
  Date: textScalar('Date', 'a day like 2025-03-01', isDay),
  DateTime: textScalar('DateTime', 'an instant like 2025-03-01T09:30:00Z', isInstant),
  Moment: textScalar(
    'Moment',
    'an instant like 2025-03-01T09:30:00Z, or a day like 2025-03-01',
    (text) => isDay(text) || isInstant(text),
  ),
  Decimal: textScalar('Decimal', 'a number like 1234.50', (text) => decimal.test(text)),
  DaysOrCalendar: textScalar(
    'DaysOrCalendar',
    'a whole number of days, or calendar',
    (text) => /^\d+$/.test(text) || text === 'calendar',
  ),
  JSON: new GraphQLScalarType({ name: 'JSON' }),
  Scalar: new GraphQLScalarType({
    name: 'Scalar',
    parseValue: (value) => {
      if (isValue(value)) return value
      throw new GraphQLError(
        `Scalar cannot represent ${JSON.stringify(value)}: it is a text, a number, true or false.`,
      )
    },
  }),
}
