import { toRejection } from '../client/rejection.ts'
import { toWords } from '../words/to-words.ts'

interface RejectedProps {
  readonly error: unknown
  /** Asks again with an alternative; without it the alternatives are listed as text. */
  readonly onChoose?: ((alternative: string) => void) | undefined
  readonly onRetry?: (() => void) | undefined
}

/** The most alternatives shown at once. */
const maxShown = 16

/** Failures that may go away by themselves, or that the company must look at: the log knows their request. */
const temporary: ReadonlySet<string> = new Set([
  'TIMEOUT',
  'OVERLOADED',
  'TOO_MANY_REQUESTS',
  'WAREHOUSE_UNAVAILABLE',
  'INTERNAL',
])

/** Why there is no answer: the sentence of the server, and what to choose instead, as buttons. */
export function Rejected({ error, onChoose, onRetry }: RejectedProps) {
  const { message, code, alternatives, requestId } = toRejection(error)
  const shown = alternatives.slice(0, maxShown)
  return (
    <div className="rejected" role="alert">
      <p className="rejected-sentence">{message}</p>
      {shown.length > 0 && (
        <div className="rejected-choices" role="group" aria-label="Choose instead">
          <span>Choose instead:</span>
          {shown.map((name) =>
            onChoose === undefined ? (
              <code key={name}>{name}</code>
            ) : (
              <button key={name} type="button" className="chip-button" onClick={() => onChoose(name)}>
                {toWords(name)}
              </button>
            ),
          )}
          {alternatives.length > maxShown && <span>and {alternatives.length - maxShown} more</span>}
        </div>
      )}
      {temporary.has(code) && onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
      <p className="faint">
        {code}
        {requestId !== null && temporary.has(code) && ` · request ${requestId}`}
      </p>
    </div>
  )
}
