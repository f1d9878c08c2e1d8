import type { Data } from './oracle/data.ts'
import { isHeard } from './oracle/heard.ts'
import type { Question } from './oracle/question.ts'
import { refusalsOf } from './oracle/refusals.ts'
import { settingsOf } from './oracle/settings.ts'

const everything: Data = {
  product_events: [],
  users: [],
  workspaces: [],
  subscription_periods: [],
  spend: [],
  opportunities: [],
  invitations: [],
  plan_limits: [],
  accounts: [],
  contracts: [],
}

type Easier = (question: Question) => Question

const without =
  (...names: readonly (keyof Question)[]): Easier =>
  (question) =>
    Object.fromEntries(
      Object.entries(question).filter(([name]) => !names.includes(name as keyof Question)),
    ) as unknown as Question

/** What questions are most often refused for, one after the other. */
const easier: readonly Easier[] = [
  without('toDate'),
  without('compareTo'),
  (question) => ({ ...question, metrics: question.metrics.map(({ over: _over, ...metric }) => metric) }),
  without('totals'),
  without('top'),
  (question) => {
    const settings = settingsOf(everything, { asOf: '2030-01-01', ...question })
    const heard = Object.entries(question.options ?? {}).filter(
      ([name]) => settings === null || isHeard(name, question, settings.options),
    )
    return { ...question, options: Object.fromEntries(heard) }
  },
  without('options'),
  (question) => ({ ...question, grain: 'month' }),
  without('from', 'to'),
  without('grain'),
  without('grain', 'from', 'to'),
  without('by', 'keep', 'subtotals', 'having', 'orderBy'),
  without('where'),
  (question) => ({ ...question, metrics: question.metrics.slice(0, 1) }),
]

/** The question without what it would be refused for, as far as it is refused whatever the data. */
export function madeAskable(question: Question): Question {
  const reasons = (one: Question) =>
    refusalsOf(everything, settingsOf(everything, { asOf: '2030-01-01', ...one }), one)
  return easier.reduce((asked, make) => {
    const before = reasons(asked).size
    const easy = make(asked)
    return before > 0 && reasons(easy).size < before ? easy : asked
  }, question)
}
