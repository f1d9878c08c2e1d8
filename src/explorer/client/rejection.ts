/** Why there is no answer: a sentence for the reader, and what to choose instead. */
export class Rejection extends Error {
  /** The code of `docs/errors.md`. */
  readonly code: string
  /** The part of the question that is at fault. */
  readonly subject: string | null
  /** What is accepted in its place; empty when nothing is known. */
  readonly alternatives: readonly string[]
  /** Identifies the request in the log of the server. */
  readonly requestId: string | null

  constructor(message: string, { code = 'INTERNAL', subject, suggestions, valid, requestId }: Details = {}) {
    super(message)
    this.name = 'Rejection'
    this.code = code
    this.subject = subject ?? null
    this.alternatives = suggestions ?? valid ?? []
    this.requestId = requestId ?? null
  }
}

/** The `extensions` of an error, as the server writes them. */
interface Details {
  readonly code?: string
  readonly subject?: string
  readonly suggestions?: readonly string[]
  readonly valid?: readonly string[]
  readonly requestId?: string
}

/** An error of the server, as GraphQL and exports write it. */
export interface WrittenError {
  readonly message: string
  readonly extensions?: Details
}

/** The rejection that the server has written. */
export function rejectionOf({ message, extensions = {} }: WrittenError): Rejection {
  const name = unknownName.exec(message)?.groups
  if (name !== undefined) return unknown(name)
  return new Rejection(message.replace(place, ''), extensions)
}

/** A metric or a dimension that the schema does not have, in the words of GraphQL. */
const unknownName =
  /Value "(?<name>[^"]*)" does not exist in "(?<kind>Metric|Dimension)" enum\.(?<nearest>.*)$/s

/** Where in the variables a value is at fault: the reader knows no variables. */
const place = /^Variable "\$\w+" got invalid value .*?; /s

function unknown({ name = '', kind = '', nearest = '' }: Readonly<Record<string, string>>): Rejection {
  const written = name.toLowerCase()
  return new Rejection(`There is no ${kind.toLowerCase()} ${written}.`, {
    code: kind === 'Metric' ? 'UNKNOWN_METRIC' : 'UNKNOWN_DIMENSION',
    subject: written,
    suggestions: [...nearest.matchAll(/"(\w+)"/g)].map(([, one = '']) => one.toLowerCase()),
  })
}

/** Any failure as a rejection, so that it can be shown. */
export function toRejection(error: unknown): Rejection {
  if (error instanceof Rejection) return error
  return new Rejection('The server cannot be reached. Check that it is running, then try again.', {
    code: 'WAREHOUSE_UNAVAILABLE',
  })
}
