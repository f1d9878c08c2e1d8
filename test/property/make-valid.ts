import type { Data } from './oracle/data/data.ts'
import { hasEffect } from './oracle/question/effective-options.ts'
import type { Query } from './oracle/question/query.ts'
import { rejectionsOf } from './oracle/question/rejections.ts'
import { settingsOf } from './oracle/question/settings.ts'

const everything: Data = {
  product_events: [],
  users: [],
  workspaces: [],
  subscription_periods: [],
  spend: [],
  opportunities: [],
  sales_touches: [],
  conversation_tags: [],
  invitations: [],
  plan_limits: [],
  accounts: [],
  contracts: [],
  invoices: [],
  cost_to_serve: [],
}

type Easier = (query: Query) => Query

const without =
  (...names: readonly (keyof Query)[]): Easier =>
  (query) =>
    Object.fromEntries(
      Object.entries(query).filter(([name]) => !names.includes(name as keyof Query)),
    ) as unknown as Query

/** The bounds of whole months, which still cut quarters and years. */
const inMonths: Easier = ({ from, to, ...query }) => ({
  ...query,
  ...(from === undefined ? {} : { from: `${from.slice(0, 8)}01` }),
  ...(to === undefined ? {} : { to: lastOfMonth(to) }),
})

function lastOfMonth(written: string): string {
  const [year = 0, month = 0] = written.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** Changes that remove the most frequent reasons for rejection, applied in this order. */
const easier: readonly Easier[] = [
  without('toDate'),
  without('compareTo'),
  (query) => ({ ...query, metrics: query.metrics.map(({ over: _over, ...metric }) => metric) }),
  without('totals'),
  without('top'),
  (query) => {
    const settings = settingsOf(everything, { asOf: '2030-01-01', ...query })
    const heard = Object.entries(query.options ?? {}).filter(
      ([name]) => settings === null || hasEffect(name, query, settings.options),
    )
    return { ...query, options: Object.fromEntries(heard) }
  },
  without('options'),
  (query) => ({ ...query, grain: 'month' }),
  inMonths,
  without('partial'),
  without('from', 'to'),
  without('grain'),
  without('grain', 'from', 'to'),
  without('by', 'keep', 'subtotals', 'having', 'orderBy'),
  without('where'),
  (query) => ({ ...query, metrics: query.metrics.slice(0, 1) }),
]

/** Changes a query until it is not rejected, as far as the rejection does not depend on the data. */
export function makeValid(query: Query): Query {
  const reasons = (one: Query) =>
    rejectionsOf(everything, settingsOf(everything, { asOf: '2030-01-01', ...one }), one)
  return easier.reduce((asked, make) => {
    const before = reasons(asked).size
    const easy = make(asked)
    return before > 0 && reasons(easy).size < before ? easy : asked
  }, query)
}
