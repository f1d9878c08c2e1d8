import type { Definitions } from '../../client/use-definitions.ts'
import { QuestionCard } from '../../explore/question-card.tsx'
import { emptyQuestion, type Question } from '../../explore/question/question.ts'

interface AccountQuestionsProps {
  readonly account: string
  readonly definitions: Definitions
}

const byMonth = { ...emptyQuestion, grain: 'month', period: 'last 12 months' } as const

const asked: readonly { readonly title: string; readonly question: Question }[] = [
  {
    title: 'Usage by month',
    question: { ...byMonth, metrics: ['monthly_active_users', 'core_actions'] },
  },
  {
    title: 'Change of revenue, by motion and month',
    question: { ...byMonth, metrics: ['net_new_mrr'], by: ['movement_motion'], chart: 'bars' },
  },
]

/** Numbers of an account over time, as far as the reader may ask for them. */
export function AccountQuestions({ account, definitions }: AccountQuestionsProps) {
  return asked
    .filter(({ question }) => question.metrics.every((name) => definitions.metrics.has(name)))
    .map(({ title, question }) => (
      <QuestionCard
        key={title}
        title={title}
        question={{ ...question, where: [{ dimension: 'account', operator: 'in', value: [account] }] }}
        definitions={definitions}
      />
    ))
}
