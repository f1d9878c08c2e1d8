/**
 * Every error that a caller may see: its code, who has to act on it, and what it means.
 * `docs/errors.md` is generated from this registry.
 */
export const errorCodes = {
  BAD_REQUEST: 'The request is not well formed; the message names the argument.',
  UNKNOWN_METRIC: 'No metric has this name; the nearest names are suggested.',
  UNKNOWN_DIMENSION: 'No dimension has this name; the nearest names are suggested.',
  UNKNOWN_OPTION: 'None of the metrics asked for takes this option; the valid ones are listed.',
  BAD_OPTION:
    'The option exists, but not with this value, or it changes nothing beside the others; what is valid is listed.',
  OPTION_REQUIRED: 'The metric needs an option that has no canonical value; it is named.',
  DIMENSION_NOT_AVAILABLE: 'The dimension exists, but not for this metric; the valid ones are listed.',
  GRAIN_NOT_AVAILABLE: 'The metric is not defined at this grain; the valid grains are listed.',
  GRAIN_REQUIRED: 'The metric compares a period with the one before it, so it needs a grain.',
  BAD_PERIOD: 'The period ends before it starts, a date cannot be read, or hours are not all of one length.',
  BAD_FILTER: 'The filter cannot be read, or its value does not fit the dimension.',
  METRICS_DO_NOT_COMBINE: 'The metrics cannot stand in one table without a fan-out or a wrong total.',
  FAN_OUT:
    'A row of the metric belongs to many of what the dimension describes, so it would be counted many times.',
  NON_ADDITIVE: 'The metric cannot be rolled up in this way; the message says which way leads to an answer.',
  UNOBSERVABLE_WINDOW:
    'The period begins after everything that is known at asOf, or no cohort has reached the age, or no window is over; what can be seen is named.',
  METRIC_UNAVAILABLE: 'A source table that the metric needs was not provided; it is named.',
  CONTRACT_BROKEN:
    'Rows of a source table break the source contract so that the number cannot be right; table, rule and rows are named.',
  MIXED_CURRENCIES: 'Amounts in several currencies cannot be added up without exchange rates.',
  QUERY_TOO_EXPENSIVE:
    'The answer would have more rows or cells than the limits; they are named, with ways to fewer.',
  NOT_FOUND: 'No object with this id.',
  BAD_CURSOR: 'The cursor was not made by this connection.',
  BAD_DATA: 'The data do not fit the source contract; every problem names file, line and column.',
  BAD_CATALOG: 'The files in sql/ contradict the rules; every problem names file, line and rule.',
  RELATION_MISSING:
    'A relation that the question reads is not in the database, or is not what was deployed; it is named, with what puts it back.',
  RELATION_TAKEN:
    'A relation that Plumbline did not make stands where a view of sql/ belongs; it is named, and deploy leaves it alone.',
  RELATION_IN_USE:
    'Relations that Plumbline did not make read from views that deploy makes anew, and would be lost with them; they are named, and deploy does nothing.',
  BAD_CONFIGURATION: 'A setting cannot be used; the message names it.',
  DEFINITIONS_CHANGED:
    'The definitions in use are not those deployed in the database; both hashes are named. Deploy, or use the deployed ones.',
  TIMEOUT: 'The warehouse took longer than the limit.',
  WAREHOUSE_UNAVAILABLE: 'The warehouse cannot be reached at the moment.',
  INTERNAL: 'Something on our side broke; the request id finds it in the log.',
} as const

export type ErrorCode = keyof typeof errorCodes

/** What goes with an error so that the caller can act: valid alternatives and the place of the fault. */
export interface ErrorDetails {
  /** Near names, best first. */
  readonly suggestions?: readonly string[]
  /** Everything that would have been accepted here. */
  readonly valid?: readonly string[]
  /** The argument, metric, table or file that is at fault. */
  readonly subject?: string
  /** Several faults found at once, one sentence each. */
  readonly problems?: readonly string[]
  /** The hashes of the definitions in use and of those that are deployed; null when none are. */
  readonly definitions?: { readonly used: string; readonly deployed: string | null }
}

const longestWord = 200
const longestMessage = 20_000

/** A text without what nobody reads: a sentence may quote a value of a million characters. */
export function short(text: string): string {
  const words = text.length <= longestWord ? text : text.replaceAll(/\S{200}\S+/g, cut)
  return words.length <= longestMessage ? words : `${words.slice(0, longestMessage)}…`
}

function cut(word: string): string {
  return `${word.slice(0, longestWord)}…`
}

/** An error that the caller can act on: a code, a sentence, and the valid alternatives. */
export class PlumblineError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  /** `cause` is what the database or the system said: for the log, never for the caller. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, { cause }: ErrorOptions = {}) {
    super(short(message), cause === undefined ? undefined : { cause })
    this.name = 'PlumblineError'
    this.code = code
    this.details = details.subject === undefined ? details : { ...details, subject: short(details.subject) }
  }
}
