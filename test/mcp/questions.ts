/** A call of a tool: its name and its arguments. */
type Call = readonly [tool: string, input: Record<string, unknown>]

/** A question in plain words, and the calls that answer it. */
interface Question {
  readonly question: string
  /** The last one has the answer; those before it find the names. */
  readonly calls: readonly Call[]
  /** The path of the answer in the result of the last call. */
  readonly at: string
  /** By hand, from the files of the small company. */
  readonly answer: unknown
}

/** Twenty questions about the small company on 31 March 2025. */
export const questions: readonly Question[] = [
  {
    question: 'What is our monthly recurring revenue, month by month?',
    calls: [
      ['find_metrics', { words: 'monthly recurring revenue' }],
      ['describe_metric', { metric: 'mrr' }],
      ['query_metrics', { metrics: ['mrr'], grain: 'month' }],
    ],
    at: 'rows',
    // 100 from January 10, and a year for 600 from February 10
    answer: [
      ['2025-01-01', '100'],
      ['2025-02-01', '150'],
      ['2025-03-01', '150'],
    ],
  },
  {
    question: 'And for the whole year?',
    calls: [['query_metrics', { metrics: ['arr'], from: '2025-03-01', to: '2025-03-31' }]],
    at: 'rows',
    answer: [['1800']],
  },
  {
    question: 'What moved revenue in February?',
    calls: [['compare_periods', { metrics: ['mrr'], grain: 'month', from: '2025-02-01', to: '2025-02-28' }]],
    at: 'rows',
    answer: [['2025-02-01', '150', '100', '50', '0.5']],
  },
  {
    question: 'Was that new business or expansion?',
    calls: [['compare_periods', { metrics: ['mrr'], grain: 'month', from: '2025-02-01', to: '2025-02-28' }]],
    at: 'movements.rows.0',
    // a second customer of an account that pays already
    answer: ['2025-02-01', '100', '0', '50', '0', '0', '0', '0', '150'],
  },
  {
    question: 'How many accounts pay?',
    calls: [
      ['find_metrics', { words: 'paying accounts' }],
      ['query_metrics', { metrics: ['paying_accounts'], from: '2025-03-01', to: '2025-03-31' }],
    ],
    at: 'rows',
    answer: [['1']],
  },
  {
    question: 'How much of the revenue is on which plan?',
    calls: [
      ['describe_metric', { metric: 'mrr' }],
      ['query_metrics', { metrics: ['mrr'], by: ['plan'], from: '2025-03-01', to: '2025-03-31' }],
    ],
    at: 'rows',
    answer: [['team', '150']],
  },
  {
    question: 'What was our revenue as we knew it on the first of February?',
    calls: [['query_metrics', { metrics: ['mrr'], grain: 'month', asOf: '2025-02-01' }]],
    at: 'rows',
    answer: [['2025-01-01', '100']],
  },
  {
    question: 'How many people signed up each month?',
    calls: [
      ['find_metrics', { words: 'signed up' }],
      ['query_metrics', { metrics: ['signups'], grain: 'month' }],
    ],
    at: 'rows',
    answer: [
      ['2025-01-01', '2'],
      ['2025-02-01', '2'],
      ['2025-03-01', '1'],
    ],
  },
  {
    question: 'Where did they come from, the most common source first?',
    calls: [
      [
        'query_metrics',
        {
          metrics: ['signups'],
          by: ['signup_source'],
          where: [{ dimension: 'signup_source', operator: 'isNull', value: false }],
          orderBy: [{ column: 'signups', direction: 'desc' }],
        },
      ],
    ],
    at: 'rows',
    answer: [
      ['search', '2'],
      ['ads', '1'],
    ],
  },
  {
    question: 'How many people used the product this quarter?',
    calls: [
      ['find_metrics', { words: 'active users' }],
      ['query_metrics', { metrics: ['active_users'], from: '2025-01-01', to: '2025-03-31' }],
    ],
    at: 'rows',
    // ada, bob, dee and eve: cy only looked at a page
    answer: [['4']],
  },
  {
    question: 'How many of them in Germany or in mining?',
    calls: [
      [
        'query_metrics',
        {
          metrics: ['active_users'],
          from: '2025-01-01',
          to: '2025-03-31',
          where: [
            {
              anyOf: [
                { dimension: 'country', operator: 'eq', value: 'DE' },
                { dimension: 'industry', operator: 'eq', value: 'mining' },
              ],
            },
          ],
        },
      ],
    ],
    at: 'rows',
    answer: [['3']],
  },
  {
    question: 'And by country, in one table with the total?',
    calls: [
      [
        'query_metrics',
        { metrics: ['active_users'], by: ['country'], from: '2025-01-01', to: '2025-03-31', totals: true },
      ],
    ],
    at: 'totals',
    // the total is a number of its own, not the sum of the rows that an agent could add up
    answer: [null, '4'],
  },
  {
    question: 'What does Acme pay?',
    calls: [['get_account', { account: 'Acme' }]],
    at: 'account_revenue.mrr',
    answer: '150',
  },
  {
    question: 'Do the people who pay at Acme use the product?',
    calls: [['get_account', { account: 'acme.com' }]],
    at: 'account_people',
    answer: { buyers: '2', buyers_who_are_users: '1' },
  },
  {
    question: 'How healthy is the account of dee?',
    calls: [['get_account', { account: 'dee@globex.com' }]],
    at: 'account_health',
    // usage 100 with a weight of 40, breadth 17.36 with a weight of 20; nothing else is known
    answer: { health_score: '72.453704', health_band: 'high' },
  },
  {
    question: 'Is there anything that I should do about Acme?',
    calls: [['list_signals', { accounts: ['acme'], isOpen: true }]],
    at: 'signals.*.signal',
    answer: ['expansion_qualified'],
  },
  {
    question: 'Did a paying customer stop using us?',
    calls: [['list_signals', { signals: ['dormant_paying_account'] }]],
    at: 'signals.*.subject_key',
    answer: ['acme'],
  },
  {
    question: 'Where does the number of signups come from?',
    calls: [['explain_query', { metrics: ['signups'], grain: 'month' }]],
    at: 'provenance.definitions.*.metric',
    answer: ['signups'],
  },
  {
    question: 'Why is there no viral coefficient?',
    calls: [
      ['find_metrics', { words: 'viral coefficient invites' }],
      ['describe_metric', { metric: 'k_factor' }],
    ],
    at: 'isAvailable',
    answer: false,
  },
  {
    question: 'How fresh are these numbers?',
    calls: [['query_metrics', { metrics: ['signups'] }]],
    at: 'provenance.dataAsOf',
    answer: '2025-03-31T11:00:00Z',
  },
]
