import { useState } from 'react'

interface CopiedTextProps {
  readonly text: string
  readonly label: string
}

/** Text to copy elsewhere. */
export function CopiedText({ text, label }: CopiedTextProps) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setIsCopied(true)
  }
  return (
    <div className="copied">
      <button type="button" className="button copied-button" onClick={() => void copy()}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
      <pre className="code" tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  )
}
