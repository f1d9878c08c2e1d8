import { useEffect, useState } from 'react'

interface WaitingProps {
  readonly what: string
  readonly onCancel?: (() => void) | undefined
  /** What the button says. */
  readonly cancel?: string
}

/** From how many seconds on the time is shown. */
const slowAfter = 2

/** That an answer is on its way, how long it has taken, and a way to stop it. */
export function Waiting({ what, onCancel, cancel = 'Cancel' }: WaitingProps) {
  const seconds = useSeconds()
  return (
    <div className="waiting" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>
        {what}
        {seconds >= slowAfter ? ` · ${seconds} s` : '…'}
      </span>
      {onCancel !== undefined && seconds >= slowAfter && (
        <button type="button" className="button" onClick={onCancel}>
          {cancel}
        </button>
      )}
    </div>
  )
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
