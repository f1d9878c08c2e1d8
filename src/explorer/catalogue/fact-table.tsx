import type { ReactNode } from 'react'

interface FactTableProps {
  readonly facts: readonly (readonly [term: string, fact: ReactNode])[]
}

/** What is known of a definition, one line for each fact. */
export function FactTable({ facts }: FactTableProps) {
  return (
    <dl className="facts">
      {facts.map(([term, fact]) => (
        <div key={term} className="fact">
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
