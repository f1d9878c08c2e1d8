import { Sentence } from '../parts/sentence.tsx'
import type { MetricDetails } from './metric-details.ts'

/** The points on which respected sources disagree, and what this metric does. */
export function Choices({ metric: { metric, view } }: { readonly metric: MetricDetails }) {
  const choices = view.choices.filter(({ metrics }) => metrics.includes(metric))
  if (choices.length === 0) return null
  return (
    <section>
      <h2>Where sources disagree</h2>
      {choices.map(({ question, answer, because, others }) => (
        <div key={question} className="choice">
          <h3>{question}</h3>
          <p>
            <Sentence text={`${answer} ${because}`} />
          </p>
          {others.map(({ source, answer: other }) => (
            <p key={source} className="faint">
              {source}: {other}
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}
