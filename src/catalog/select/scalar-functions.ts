/** A function in the schema `plumbline` that views may call: one expression over its arguments. */
export interface ScalarFunction {
  readonly name: string
  /** Name and type of each argument, in order. */
  readonly arguments: readonly (readonly [name: string, type: string])[]
  readonly returns: string
  /** `stable` only where the body calls a stable function: PostgreSQL inlines nothing else. */
  readonly volatility: 'immutable' | 'stable'
  readonly body: string
  readonly description: string
}

/** A number at or above this, in absolute value, is an input error; so are NaN and infinity. */
export const numberLimit = 1e20

/** A date outside these years is an input error, or a placeholder for "ever" or "never". */
export const readableYears = { first: 1900, last: 9999 } as const

/**
 * Every code point that Unicode calls white space, tabs, line breaks and non-breaking spaces included, and the
 * spaces without width. PostgreSQL's `trim` knows only the space.
 */
const whiteSpace =
  '\\u0009\\u000a\\u000b\\u000c\\u000d\\u0020\\u0085\\u00a0\\u1680\\u180e\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006' +
  '\\u2007\\u2008\\u2009\\u200a\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff'

const beforeFirstYear = `${readableYears.first - 1}-12-31T00:00:00Z`
const afterLastYear = `${readableYears.last + 1}-01-02T00:00:00Z`

/** Every text, number and time of a source table is read by one of these: null where the value means nothing. */
const readingFunctions: readonly ScalarFunction[] = [
  {
    name: 'text_or_null',
    arguments: [['written', 'text']],
    returns: 'text',
    volatility: 'immutable',
    body: `nullif(btrim(written, E'${whiteSpace}'), '')`,
    description: 'A text without the white space around it. Null when there is nothing else.',
  },
  {
    name: 'number_or_null',
    arguments: [['written', 'numeric']],
    returns: 'numeric',
    volatility: 'immutable',
    body: `case when written > -${numberLimit} and written < ${numberLimit} then written end`,
    description: 'A number of at most 20 digits before its point. Null for a larger one, NaN and infinity.',
  },
  {
    name: 'moment_or_null',
    arguments: [['written', 'timestamptz']],
    returns: 'timestamptz',
    volatility: 'immutable',
    // one more day at either end, so that the years are whole in every time zone
    body: `case when written >= '${beforeFirstYear}' and written < '${afterLastYear}' then written end`,
    description: `A moment in the years ${readableYears.first} to ${readableYears.last}. Null for any other, and for infinity.`,
  },
  {
    name: 'day_or_null',
    arguments: [['written', 'date']],
    returns: 'date',
    volatility: 'immutable',
    body: `case when written >= '${readableYears.first}-01-01' and written <= '${readableYears.last}-12-31' then written end`,
    description: `A day in the years ${readableYears.first} to ${readableYears.last}. Null for any other, and for infinity.`,
  },
]

/** The days from Monday to the first day of the week. */
const weekShift =
  "(array_position(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], week_start) - 1)"

const calendarFunctions: readonly ScalarFunction[] = [
  {
    name: 'local_date',
    arguments: [
      ['moment', 'timestamptz'],
      ['time_zone', 'text'],
    ],
    returns: 'date',
    volatility: 'immutable',
    body: '(moment at time zone time_zone)::date',
    description: 'The day on which a moment falls in a time zone.',
  },
  {
    name: 'local_month',
    arguments: [
      ['moment', 'timestamptz'],
      ['time_zone', 'text'],
    ],
    returns: 'date',
    volatility: 'immutable',
    body: `date_trunc('month', moment at time zone time_zone)::date`,
    description: 'The first day of the month in which a moment falls in a time zone.',
  },
  {
    name: 'local_week',
    arguments: [
      ['moment', 'timestamptz'],
      ['time_zone', 'text'],
      ['week_start', 'text'],
    ],
    returns: 'date',
    volatility: 'immutable',
    body:
      `date_trunc('week', (moment at time zone time_zone) - ${weekShift} * interval '1 day')::date + ` +
      weekShift,
    description: 'The first day of the week in which a moment falls in a time zone.',
  },
  {
    name: 'day_start',
    arguments: [
      ['day', 'date'],
      ['time_zone', 'text'],
    ],
    returns: 'timestamptz',
    volatility: 'immutable',
    body: 'day::timestamp at time zone time_zone',
    description: 'The moment at which a day begins in a time zone.',
  },
  {
    name: 'month_end',
    arguments: [
      ['month', 'date'],
      ['time_zone', 'text'],
    ],
    returns: 'timestamptz',
    volatility: 'immutable',
    body: `(month + interval '1 month') at time zone time_zone`,
    description:
      'The moment at which a month ends in a time zone: the next one begins then. A month is its first day.',
  },
  {
    name: 'add_months',
    arguments: [
      ['day', 'date'],
      ['months', 'integer'],
    ],
    returns: 'date',
    volatility: 'immutable',
    body: `(day + months * interval '1 month')::date`,
    description: 'The day a number of months later; earlier when the number is negative.',
  },
  {
    name: 'months_between',
    arguments: [
      ['earlier', 'date'],
      ['later', 'date'],
    ],
    returns: 'integer',
    volatility: 'immutable',
    body:
      '((extract(year from later) - extract(year from earlier)) * 12 + ' +
      'extract(month from later) - extract(month from earlier))::integer',
    description: 'The number of calendar months between two days, regardless of the days of the month.',
  },
]

const eventFunctions: readonly ScalarFunction[] = [
  {
    name: 'matches_event',
    arguments: [
      ['event_name', 'text'],
      ['properties', 'jsonb'],
      ['names', 'text[]'],
      ['conditions', 'jsonb[]'],
    ],
    returns: 'boolean',
    // jsonb_build_object is stable
    volatility: 'stable',
    body:
      `names is not null and (event_name = any (names) or '*' = any (names)) and (conditions is null or ` +
      `jsonb_build_object('event', event_name, 'where', properties) @> any (conditions))`,
    description:
      'Whether an event matches an event parameter: by name (`*` is any event) and, where there are conditions, by properties. False when the parameter names no event.',
  },
]

const personFunctions: readonly ScalarFunction[] = [
  {
    name: 'person_key',
    arguments: [
      ['user_id', 'text'],
      ['email', 'text'],
    ],
    returns: 'text',
    volatility: 'immutable',
    body: `coalesce('user:' || user_id, email)`,
    description:
      'The person who buys or pays: the user or, where they are none, the mail address. Null when neither is known.',
  },
]

const ruleFunctions: readonly ScalarFunction[] = [
  {
    name: 'meets',
    arguments: [
      ['value', 'numeric'],
      ['operator', 'text'],
      ['threshold', 'numeric'],
    ],
    returns: 'boolean',
    volatility: 'immutable',
    body: `case operator when '>=' then value >= threshold when '>' then value > threshold when '<=' then value <= threshold when '<' then value < threshold when '=' then value = threshold end`,
    description: 'Whether a value meets the condition of a rule. Null for an unknown value.',
  },
  {
    name: 'score_between',
    arguments: [
      ['value', 'numeric'],
      ['from_value', 'numeric'],
      ['from_score', 'numeric'],
      ['to_value', 'numeric'],
      ['to_score', 'numeric'],
    ],
    returns: 'numeric',
    volatility: 'immutable',
    body:
      'case when from_value is null then to_score when to_value is null then from_score ' +
      'else from_score + (to_score - from_score) * (value - from_value) / (to_value - from_value) end',
    description:
      'The score of a value on the line between two breakpoints; beyond the first and the last one, the score of that one.',
  },
]

/**
 * All scalar functions, each defined here alone. They are plain SQL, so that the planner replaces each call by its
 * body: a call costs nothing, and statistics and indexes are used as if the body were written out.
 */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...readingFunctions,
  ...calendarFunctions,
  ...eventFunctions,
  ...personFunctions,
  ...ruleFunctions,
]
