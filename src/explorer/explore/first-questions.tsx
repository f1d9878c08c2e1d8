import type { Definitions } from '../client/use-definitions.ts'
import { emptyQuestion, type Question } from './question/question.ts'
import { toAddress } from './question/address.ts'

const first: readonly (readonly [string, Partial<Question>])[] = [
  [
    'How did recurring revenue grow, by motion?',
    { metrics: ['mrr'], by: ['origin_motion'], grain: 'month', period: 'last 12 months' },
  ],
  [
    'What moved revenue?',
    {
      metrics: ['new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr'],
      grain: 'month',
      period: 'last 12 months',
    },
  ],
  ['Do new users stay?', { metrics: ['user_retention_rate'], grain: 'month', period: 'last 12 months' }],
  ['Has each cohort paid back?', { metrics: ['cac_payback_months', 'recovered_share'] }],
  [
    'Do sign-ups activate?',
    { metrics: ['activation_rate'], by: ['invited_or_self'], grain: 'month', period: 'last 12 months' },
  ],
  ['Which industries are healthy?', { metrics: ['health_score'], by: ['industry'] }],
]

/** Questions to begin with. */
export function FirstQuestions({ metrics }: Pick<Definitions, 'metrics'>) {
  const answered = first.filter(([, question]) =>
    question.metrics?.every((name) => metrics.get(name)?.isAvailable === true),
  )
  return (
    <div className="first-questions">
      <h2>Pick a metric, or begin with a question</h2>
      <ul>
        {answered.map(([sentence, question]) => (
          <li key={sentence}>
            <a href={`#${toAddress({ ...emptyQuestion, ...question })}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
