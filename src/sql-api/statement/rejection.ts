import type { ErrorFields } from '../wire/write.ts'
import { PlumblineError, opaqueCodeOf, type ErrorCode } from '../../errors.ts'

interface RejectionDetails {
  readonly code?: string
  readonly detail?: string
  readonly hint?: string
}

/** A statement without a correct answer: PostgreSQL raises its error, so that the transaction fails. */
export class Rejection extends Error {
  readonly code: string
  readonly detail: string | null
  readonly hint: string | null

  constructor(message: string, { code = '0A000', detail, hint }: RejectionDetails = {}) {
    super(message)
    this.code = code
    this.detail = detail ?? null
    this.hint = hint ?? null
  }
}

/** SQLSTATEs of the errors of every interface; all others are features that a metric does not have. */
const states: Partial<Readonly<Record<ErrorCode, string>>> = {
  FORBIDDEN: '42501',
  UNKNOWN_OPTION: '42704',
  BAD_OPTION: '22023',
  BAD_PERIOD: '22007',
  BAD_FILTER: '22023',
  METRIC_UNAVAILABLE: '55000',
  CONTRACT_BROKEN: '55000',
  MIXED_CURRENCIES: '22000',
  QUERY_TOO_EXPENSIVE: '54000',
  DEFINITIONS_CHANGED: '55000',
  TIMEOUT: '57014',
  WAREHOUSE_UNAVAILABLE: '57P03',
  INTERNAL: 'XX000',
}

/** The most names in a hint. */
const maxNames = 30

/** The rejection for an error of planning; errors about the installation stay in the log. */
export function toRejection(error: unknown): Rejection {
  if (error instanceof Rejection) return error
  const opaque = opaqueCodeOf(error)
  if (!(error instanceof PlumblineError) || opaque !== null)
    return new Rejection('The query failed for a reason that the log of the server has.', {
      code: states[opaque ?? 'INTERNAL'] ?? 'XX000',
    })
  const hint = hintOf(error)
  return new Rejection(error.message, {
    code: states[error.code] ?? '0A000',
    detail: [`Plumbline: ${error.code}.`, ...(error.details.problems ?? [])].join(' '),
    ...(hint === null ? {} : { hint }),
  })
}

function hintOf({ code, details }: PlumblineError): string | null {
  const { subject, suggestions = [], valid = [] } = details
  if (code === 'OPTION_REQUIRED') {
    const options = valid.length > 0 ? valid : [subject ?? '']
    return `Send first: ${options.map((name) => `set plumbline.${name} = '…'`).join('; ')}; or select columns that do not need it, by their names.`
  }
  if (code === 'FORBIDDEN')
    return valid.length === 0
      ? null
      : `Leave it out, or connect with a login of one of these roles: ${valid.join(', ')}.`
  // hours have no column
  if (code === 'GRAIN_REQUIRED')
    return `Group by a column of periods: ${valid.filter((grain) => grain !== 'hour').join(', ')}. In relations without such columns: set plumbline.cohort_grain = 'day'.`
  // conditions on days mean these days: no session counts the days around them
  const names =
    suggestions.length > 0 ? suggestions : valid.filter((name) => subject !== 'partial' || name !== 'whole')
  if (names.length === 0) return null
  const what =
    suggestions.length > 0 ? 'Similar' : subject === 'partial' ? 'Valid values of plumbline.partial' : 'Valid'
  return `${what}: ${names.slice(0, maxNames).join(', ')}.`
}

/** The statement that raises the rejection in PostgreSQL. */
export function raiseStatement({ code, message, detail, hint }: Rejection): string {
  const using = [
    `errcode = ${quoted(code)}`,
    `message = ${quoted(message)}`,
    ...(detail === null ? [] : [`detail = ${quoted(detail)}`]),
    ...(hint === null ? [] : [`hint = ${quoted(hint)}`]),
  ]
  const body = `begin raise exception using ${using.join(', ')}; end`
  return `do ${quoted(body)}`
}

function quoted(text: string): string {
  return `E'${text.replaceAll('\0', '').replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** The statements of the SQL API in the context of an error, which the client has not written. */
const ownStatements = /inline_code_block|plumbline_metrics\.|plumbline_answer/

/** An error without places in texts that the client did not write. */
export function withoutPlaces(fields: ErrorFields): ErrorFields {
  if (!ownStatements.test(`${fields['W'] ?? ''} ${fields['q'] ?? ''}`)) return fields
  const kept = Object.entries(fields).filter(([letter]) => !['P', 'p', 'q', 'W'].includes(letter))
  return Object.fromEntries(kept)
}
