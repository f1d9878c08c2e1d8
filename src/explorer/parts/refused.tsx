import { toRefusal } from '../client/refusal.ts'
import { toWords } from '../words/to-words.ts'

interface RefusedProps {
  readonly error: unknown
  /** Asks again with an alternative; without it the alternatives are listed as text. */
  readonly onChoose?: ((alternative: string) => void) | undefined
  readonly onRetry?: (() => void) | undefined
}

/** The most alternatives shown at once. */
const maxShown = 16

/** Failures that may go away by themselves. */
const temporary: ReadonlySet<string> = new Set([
  'TIMEOUT',
  'OVERLOADED',
  'TOO_MANY_REQUESTS',
  'WAREHOUSE_UNAVAILABLE',
  'INTERNAL',
])

/** Why there is no answer: the sentence of the server, and what to choose instead, as buttons. */
export function Refused({ error, onChoose, onRetry }: RefusedProps) {
  const { message, code, alternatives, requestId } = toRefusal(error)
  const shown = alternatives.slice(0, maxShown)
  return (
    <div className="refused" role="alert">
      <p className="refused-sentence">{message}</p>
      {shown.length > 0 && onChoose !== undefined && (
        <div className="refused-choices" role="group" aria-label="Choose instead">
          <span>Choose instead:</span>
          {shown.map((name) => (
            <button key={name} type="button" className="chip-button" onClick={() => onChoose(name)}>
              {toWords(name)}
            </button>
          ))}
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
        {requestId === null ? '' : ` · request ${requestId}`}
      </p>
    </div>
  )
}
