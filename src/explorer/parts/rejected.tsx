import { toRejection } from '../client/rejection.ts'

interface RejectedProps {
  readonly error: unknown
  /** What the reader may choose instead; without them the alternatives are listed as text. */
  readonly choices?: readonly { readonly text: string; readonly onChoose: () => void }[]
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
export function Rejected({ error, choices = [], onRetry }: RejectedProps) {
  const { message, code, alternatives, requestId } = toRejection(error)
  const count = choices.length > 0 ? choices.length : alternatives.length
  return (
    <div className="rejected" role="alert">
      <p className="rejected-sentence">{message}</p>
      {count > 0 && (
        <div className="rejected-choices" role="group" aria-label="Choose instead">
          <span>Choose instead:</span>
          {choices.slice(0, maxShown).map(({ text, onChoose }) => (
            <button key={text} type="button" className="chip-button" onClick={onChoose}>
              {text}
            </button>
          ))}
          {choices.length === 0 &&
            alternatives.slice(0, maxShown).map((name) => <code key={name}>{name}</code>)}
          {count > maxShown && <span>and {count - maxShown} more</span>}
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
