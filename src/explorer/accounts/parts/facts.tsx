import { noValue } from '../../words/format-value.ts'

interface FactsProps {
  readonly facts: readonly (readonly [term: string, text: string | null])[]
}

/** Short facts, each with its name. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="fact-list">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text ?? noValue}</dd>
        </div>
      ))}
    </dl>
  )
}
