/**
 * All errors for callers: code, and meaning with the remedy. `docs/errors.md` is generated from this
 * registry.
 */
export const errorCodes = {
  FORBIDDEN:
    'The role of the caller is not granted the metric, entity or column; the message names the roles that are.',
  UNAUTHENTICATED: 'The server requires an API key or a token, or the one in the request is invalid.',
  HOST_NOT_ALLOWED: 'The Host header names a host that the server does not serve.',
  DOCUMENT_NOT_TRUSTED: 'The server runs listed documents only, and the document is not in the list.',
  INTROSPECTION_OFF: 'The server does not reveal its schema; `plumbline schema` prints it.',
  BAD_REQUEST: 'The request is malformed; the message names the argument.',
  NOT_ACCEPTABLE:
    'An export is not available in the media types of the header Accept; the valid ones are listed.',
  BODY_TOO_LARGE: 'The body of the request is larger than the limit; the message names it.',
  UNKNOWN_METRIC: 'No metric has this name; similar names are suggested.',
  UNKNOWN_DIMENSION: 'No dimension has this name; similar names are suggested.',
  UNKNOWN_OPTION: 'None of the requested metrics has this option; the valid ones are listed.',
  BAD_OPTION:
    'The option has an invalid value, or no effect together with other options; the valid values are listed.',
  OPTION_REQUIRED: 'The metric needs an option without a canonical value; the message names it.',
  DIMENSION_REQUIRED:
    'The values of the metric for different values of a dimension do not add up; group by it or select one value. The message names it.',
  DIMENSION_NOT_AVAILABLE: 'The metric does not have this dimension; the valid ones are listed.',
  GRAIN_NOT_AVAILABLE: 'The metric is not defined at this grain; the valid grains are listed.',
  GRAIN_REQUIRED: 'The metric compares a period with the previous one, so it needs a grain.',
  BAD_PERIOD: 'The period ends before it starts, a date is invalid, or hours do not have the same length.',
  BAD_FILTER: 'The filter is malformed, or its value does not fit the dimension.',
  METRICS_DO_NOT_COMBINE: 'The metrics cannot be combined in one result without a fan-out or a wrong total.',
  FAN_OUT:
    'Each row of the metric belongs to several values of the dimension, so it would be counted several times.',
  NON_ADDITIVE: 'The metric cannot be aggregated in this way; the message names an alternative.',
  UNOBSERVABLE_WINDOW:
    'The period starts after the last record at asOf, no cohort has reached the age, or no window has ended; the message names the observable range.',
  METRIC_UNAVAILABLE: 'A source table that the metric needs is not loaded; the message names it.',
  CONTRACT_BROKEN:
    'Rows of a source table violate the source contract and would make the number wrong; the message names table, rule and rows.',
  MIXED_CURRENCIES: 'Amounts in several currencies cannot be added without exchange rates.',
  QUERY_TOO_EXPENSIVE:
    'The result would exceed the limits of rows or cells; the message names them, with ways to reduce the result.',
  TOO_MANY_REQUESTS:
    'The caller has sent more requests than the limit per minute; Retry-After says when to try again.',
  OVERLOADED: 'The server has more work than it can do at the moment; Retry-After says when to try again.',
  NOT_FOUND: 'No object with this id.',
  BAD_CURSOR: 'The cursor belongs to another connection.',
  BAD_DATA: 'The data violate the source contract; every problem names file, line and column.',
  BAD_CATALOG: 'The files in sql/ violate the rules; every problem names file, line and rule.',
  NOT_DEPLOYED: 'No definition is deployed in the database; run plumbline deploy.',
  RELATION_MISSING:
    'A relation that the query reads is missing from the database, or differs from its deployed definition; the message names it and the remedy.',
  RELATION_TAKEN:
    'A relation not created by Plumbline has the name of a view of sql/; the message names it, and deploy does not change it.',
  RELATION_IN_USE:
    'Relations not created by Plumbline read from views that deploy replaces, and would be lost with them; the message names them, and deploy changes nothing.',
  REFRESH_RUNNING:
    'Another process refreshes the stored views; the message names it and says since when. Nothing was changed.',
  BAD_POLICIES: 'policies.yaml violates the rules; every problem names file and line.',
  BAD_CONFIGURATION: 'A setting is invalid; the message names it.',
  DEFINITIONS_CHANGED:
    'The definitions in use differ from those deployed in the database; the message names both hashes. Deploy, or use the deployed ones.',
  NOT_DISTRIBUTABLE:
    'A distributed database cannot divide the query among its nodes; the same data on one server answer it.',
  TIMEOUT: 'The warehouse took longer than the limit.',
  WAREHOUSE_UNAVAILABLE: 'The warehouse cannot be reached at the moment.',
  INTERNAL: 'An internal error; the request id identifies it in the log.',
} as const

export type ErrorCode = keyof typeof errorCodes

/** Details that help the caller: valid alternatives, and the location of the fault. */
export interface ErrorDetails {
  /** Similar names, best first. */
  readonly suggestions?: readonly string[]
  /** All accepted values. */
  readonly valid?: readonly string[]
  /** The argument, metric, table or file at fault. */
  readonly subject?: string
  /** Several faults found at once, one sentence each. */
  readonly problems?: readonly string[]
  /** The hashes of the definitions in use and of the deployed ones; null when none are deployed. */
  readonly definitions?: { readonly used: string; readonly deployed: string | null }
}

const longestWord = 200
const longestMessage = 20_000

/** The text with overlong words and messages cut: a sentence may quote a value of a million characters. */
export function short(text: string): string {
  const words = text.length <= longestWord ? text : text.replaceAll(/\S{200}\S+/g, cut)
  return words.length <= longestMessage ? words : `${words.slice(0, longestMessage)}…`
}

function cut(word: string): string {
  return `${word.slice(0, longestWord)}…`
}

/** An error for the caller: a code, a sentence, and the valid alternatives. */
export class PlumblineError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  /** `cause` is the error of the database or the system: for the log, never for the caller. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, { cause }: ErrorOptions = {}) {
    super(short(message), cause === undefined ? undefined : { cause })
    this.name = 'PlumblineError'
    this.code = code
    this.details = details.subject === undefined ? details : { ...details, subject: short(details.subject) }
  }
}

/** A message with the similar and the valid names that it does not have yet, for clients that show one sentence. */
export function withAlternatives(message: string, { suggestions = [], valid = [] }: ErrorDetails): string {
  const similar = suggestions.length === 0 ? '' : ` Similar: ${suggestions.join(', ')}.`
  const isSaid = valid.every((one) => message.includes(one))
  const others = isSaid ? '' : ` Valid: ${valid.join(', ')}.`
  return `${message}${similar}${others}`
}

/** Errors about the installation. Their messages name its hosts, ports, users and files. */
const internalCodes: ReadonlySet<ErrorCode> = new Set([
  'INTERNAL',
  'WAREHOUSE_UNAVAILABLE',
  'BAD_CONFIGURATION',
  'BAD_POLICIES',
])

/**
 * The code that callers of a server get, without the message, for an error that they cannot act on: the log has the
 * error in full. Null for an error that they can act on.
 */
export function opaqueCodeOf(error: unknown): ErrorCode | null {
  if (!(error instanceof PlumblineError)) return 'INTERNAL'
  if (!internalCodes.has(error.code)) return null
  // to callers, the reason why the warehouse is unavailable does not matter
  return error.code === 'INTERNAL' ? 'INTERNAL' : 'WAREHOUSE_UNAVAILABLE'
}

/** A connection to the warehouse ended during a statement. On a new one the same query may succeed. */
export class LostConnectionError extends PlumblineError {}
