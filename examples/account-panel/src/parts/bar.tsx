interface BarProps {
  /** From 0 to 1. */
  readonly share: number
  readonly className?: string
}

/** A share as a bar; its number is beside it. */
export function Bar({ share, className = '' }: BarProps) {
  const width = `${String(Math.min(1, Math.max(0, share)) * 100)}%`
  return (
    <span className={`bar ${className}`} aria-hidden="true">
      <span style={{ width }} />
    </span>
  )
}
