import type { ReactNode } from 'react'

interface CardProps<Part> {
  readonly title: string
  /** Undefined while it is being read; null when there is none. */
  readonly part: Part | null | undefined
  /** Why the part is missing. */
  readonly reason: string | undefined
  /** What null means. */
  readonly none: string
  readonly children: (part: Part) => ReactNode
}

/** A part of the account under its title, or why there is none. */
export function Card<Part>({ title, part, reason, none, children }: CardProps<Part>) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {part === undefined || part === null ? (
        <p className="faint">{part === undefined ? 'Reading…' : (reason ?? none)}</p>
      ) : (
        children(part)
      )}
    </section>
  )
}
