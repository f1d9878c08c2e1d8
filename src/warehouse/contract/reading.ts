import type { ContractType } from '../../catalog/files/source-table.ts'

/**
 * What takes no ink: every code point that Unicode calls white space, tabs, line breaks and non-breaking spaces
 * included, and the spaces without width. PostgreSQL's `trim` knows only the space.
 */
const whiteSpace =
  '\\u0009\\u000a\\u000b\\u000c\\u000d\\u0020\\u0085\\u00a0\\u1680\\u180e\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006' +
  '\\u2007\\u2008\\u2009\\u200a\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff'

/** A number with more digits before its point is a slip, and so are NaN and infinity. */
const largest = 1e20

/** Whether a number is one that the contract has; the same rule as `plumbline.number_or_null`. */
export const isInRange = (number: number): boolean => Math.abs(number) < largest

/** What is dated outside these years is a slip, or stands for "ever" and "never". */
export const years = { first: 1900, last: 9999 } as const

/**
 * The functions by which every text, number and time of a source table is read, in `sql/staging/` as where the contract
 * is checked: null where the value means nothing. A row with such a number or time breaks the contract; that it is null
 * keeps it from failing what is computed of it. They are plain SQL and immutable, so that the planner puts their bodies
 * in their place.
 */
const readingFunctions: readonly ReadingFunction[] = [
  {
    signature: 'text_or_null(text)',
    type: 'text',
    body: `nullif(btrim(written, E'${whiteSpace}'), '')`,
    comment: 'A text without the white space around it; null when there is nothing else.',
  },
  {
    signature: 'number_or_null(numeric)',
    type: 'numeric',
    body: `case when written > -${largest} and written < ${largest} then written end`,
    comment: 'A number of at most 20 digits before its point; null for a larger one, NaN and infinity.',
  },
  {
    signature: 'moment_or_null(timestamptz)',
    type: 'timestamptz',
    // a day more at either end: these are years in any time zone
    body: `case when written >= '${years.first - 1}-12-31T00:00:00Z' and written < '${years.last + 1}-01-02T00:00:00Z' then written end`,
    comment: `A moment of the years ${years.first} to ${years.last}; null for any other, and for infinity.`,
  },
  {
    signature: 'day_or_null(date)',
    type: 'date',
    body: `case when written >= '${years.first}-01-01' and written <= '${years.last}-12-31' then written end`,
    comment: `A day of the years ${years.first} to ${years.last}; null for any other, and for infinity.`,
  },
]

interface ReadingFunction {
  readonly signature: string
  readonly type: string
  readonly body: string
  readonly comment: string
}

/** How the database names them, with the types of their arguments. */
export const readingSignatures: readonly string[] = readingFunctions.map(
  ({ signature }) => `plumbline.${signature}`,
)

/** Creates those that are not there yet. */
export const createReadingFunctions: readonly string[] = readingFunctions.map(
  ({ signature, type, body, comment }) => `do $do$
  begin
    if to_regprocedure('plumbline.${signature}') is null then
      create function plumbline.${signature.replace('(', '(written ')} returns ${type}
        language sql immutable parallel safe
        as $body$ select ${body} $body$;
      comment on function plumbline.${signature} is '${comment}';
    end if;
  end
$do$`,
)

/** A value of this type as staging reads it; what is read as it stands, as it stands. */
export const readAs = (type: ContractType, expression: string): string => {
  const name = readers[type]
  return name === undefined ? expression : `plumbline.${name}(${expression})`
}

const readers: Partial<Record<ContractType, string>> = {
  text: 'text_or_null',
  numeric: 'number_or_null',
  timestamptz: 'moment_or_null',
  date: 'day_or_null',
}
