import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
})

afterAll(() => server.stop())

test.each(['README.md', 'src/explorer/graphiql/example.graphql'])(
  'the query in %s has a result',
  async (file) => {
    const text = await readFile(file, 'utf8')
    const question = file.endsWith('.md')
      ? /```graphql\n(?<question>[\s\S]*?)```/.exec(text)?.groups?.['question']
      : text
    expect(Object.keys((await answer(question ?? '')) as object)).not.toEqual([])
  },
)

async function answer(question: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { data, errors } = await server.ask(question, variables)
  expect(errors).toBeUndefined()
  return data
}

test('rows have a field for the period, for each dimension and for each metric', async () => {
  const data = await answer(`{
    signups(by: [ACCOUNT, INVITED_OR_SELF], grain: MONTH, period: { from: "2025-02-01", to: "2025-02-28" }) {
      rows { period account invitedOrSelf country signups { value } }
    }
  }`)
  // the country is not grouped by
  const row = (account: string, invitedOrSelf: string) => ({
    period: '2025-02-01',
    account,
    invitedOrSelf,
    country: null,
    signups: { value: '1' },
  })
  expect(at(data, 'signups.rows')).toEqual([row('acme', 'INVITED'), row('globex', 'SELF')])
})

test('a row says whether its period is partial, where partial periods are kept', async () => {
  const rows = async (partial: string) =>
    at(
      await answer(`{
        signups(grain: MONTH, period: { from: "2025-02-02", to: "2025-03-31" }, partial: ${partial}) {
          rows { period isPartial signups { value } }
          totals { isPartial }
        }
      }`),
      'signups',
    )
  const [february, march] = ['2025-02-01', '2025-03-01']
  expect(await rows('KEEP')).toEqual({
    rows: [
      { period: february, isPartial: true, signups: { value: '2' } },
      // the last day of the data is not over
      { period: march, isPartial: true, signups: { value: '1' } },
    ],
    totals: { isPartial: null },
  })
  expect(await rows('WHOLE')).toMatchObject({ rows: [{ isPartial: null }, { isPartial: null }] })
})

test('money has its currency, also in its numerator and denominator', async () => {
  const data = await answer(`{
    revenue(grain: MONTH, period: { from: "2025-02-01", to: "2025-03-31" }) {
      rows { period mrr { amount currency } arpa { amount currency numerator denominator } }
    }
  }`)
  const arpa = { amount: '150', currency: 'USD', numerator: '150', denominator: '1' }
  expect(at(data, 'revenue.rows')).toEqual([
    { period: '2025-02-01', mrr: { amount: '150', currency: 'USD' }, arpa },
    { period: '2025-03-01', mrr: { amount: '150', currency: 'USD' }, arpa },
  ])
})

test('health is a point-in-time metric without period arguments, and the query may bring a rule', async () => {
  const data = await answer(
    `query ($rule: JSON) {
      accountHealth(by: [ACCOUNT], options: { healthRule: $rule }) {
        rows { account healthScore { value } }
        provenance { metrics { deviations { option } } }
      }
      qualification { rows { productQualifiedAccounts { value } fittingAccounts { value } } }
    }`,
    {
      rule: {
        components: [
          {
            component: 'size',
            weight: 1,
            metrics: [
              {
                measure: 'users',
                points: [
                  [0, 0],
                  [10, 100],
                ],
              },
            ],
          },
        ],
      },
    },
  )
  // ada, bob and cy; dee; eve, whose workspace is its own account
  const scored = (account: string, value: string) => ({ account, healthScore: { value } })
  expect(at(data, 'accountHealth.rows')).toEqual([
    scored('acme', '30'),
    scored('globex', '10'),
    scored('ws:w4', '10'),
  ])
  expect(at(data, 'accountHealth.provenance.metrics')).toEqual([{ deviations: [{ option: 'health_rule' }] }])
  expect(at(data, 'qualification.rows')).toEqual([
    { productQualifiedAccounts: { value: '0' }, fittingAccounts: { value: '1' } },
  ])
  const { errors } = await server.ask('{ accountHealth(grain: MONTH) { rows { healthScore { value } } } }')
  expect(errors?.[0]?.message).toContain('Unknown argument "grain"')
})

test('a cohort cell has its numerator, its denominator and its maturity', async () => {
  const data = await answer(`{
    userRetention(grain: MONTH, where: [{ cohort: { eq: "2025-02-01" } }]) {
      rows { cohort age userRetentionRate { value numerator denominator maturity } }
    }
  }`)
  // cy and dee signed up in February; dee committed in March, which ends with the data
  const cell = (age: number, value: string, numerator: string, maturity: string) => ({
    cohort: '2025-02-01',
    age,
    userRetentionRate: { value, numerator, denominator: '2', maturity },
  })
  expect(at(data, 'userRetention.rows')).toEqual([
    cell(0, '1', '2', 'COMPLETE'),
    cell(1, '0.5', '1', 'PARTIAL'),
  ])
})

test('an average over cohorts has a cell per age, over the complete cohorts', async () => {
  const data = await answer(`{
    userRetention(grain: MONTH, cohorts: WEIGHTED_AVERAGE) {
      rows { cohort age userRetentionRate { value numerator denominator maturity cohorts } }
    }
  }`)
  // no user of January returned in February; March has not ended, so it does not count
  const cell = (age: number, value: string, people: string, cohorts: number) => ({
    cohort: null,
    age,
    userRetentionRate: {
      value,
      numerator: value === '0' ? '0' : people,
      denominator: people,
      maturity: null,
      cohorts,
    },
  })
  expect(at(data, 'userRetention.rows')).toEqual([cell(0, '1', '4', 2), cell(1, '0', '2', 1)])
})

test('each comparison is next to its number, in the order of the query', async () => {
  const data = await answer(`{
    signups(grain: MONTH, period: { from: "2025-03-01", to: "2025-03-31" }, compareTo: ["previous", "2 months"]) {
      rows { signups { value compared { to earlier change growth } } }
    }
  }`)
  expect(at(data, 'signups.rows.0.signups')).toEqual({
    value: '1',
    compared: [
      { to: 'previous', earlier: '2', change: '-1', growth: '-0.5' },
      { to: '2 months', earlier: '2', change: '-1', growth: '-0.5' },
    ],
  })
})

test('totals and subtotals are computed when they are selected', async () => {
  const data = await answer(`{
    signups(by: [INVITED_OR_SELF]) {
      totals { invitedOrSelf signups { value } }
      subtotals { by rows { signups { value } } }
    }
  }`)
  expect(at(data, 'signups')).toEqual({
    totals: { invitedOrSelf: null, signups: { value: '5' } },
    subtotals: [{ by: [], rows: [{ signups: { value: '5' } }] }],
  })
})

test('the values outside keep are one group, which is marked', async () => {
  const rows = '{ rows { account invitedOrSelf others signups { value } } }'
  const data = await answer(`{
    top: signups(by: [ACCOUNT], top: { dimension: ACCOUNT, count: 1 }) ${rows}
    kept: signups(by: [INVITED_OR_SELF], keep: { invitedOrSelf: [INVITED] }) ${rows}
  }`)
  const row = (account: string | null, invitedOrSelf: string | null, others: string[], value: string) => ({
    account,
    invitedOrSelf,
    others,
    signups: { value },
  })
  expect(at(data, 'top.rows')).toEqual([row(null, null, ['ACCOUNT'], '2'), row('acme', null, [], '3')])
  expect(at(data, 'kept.rows')).toEqual([
    row(null, null, ['INVITED_OR_SELF'], '3'),
    row(null, 'INVITED', [], '2'),
  ])
})

test('cohorts are ranked by their size', async () => {
  const data = await answer(`{
    userRetention(grain: MONTH, by: [ACCOUNT], top: { dimension: ACCOUNT, count: 1 }, where: [{ age: { eq: 0 } }]) {
      rows { cohort account others userCohortSize { value } }
    }
  }`)
  const cell = (cohort: string, account: string | null, value: string) => ({
    cohort,
    account,
    others: account === null ? ['ACCOUNT'] : [],
    userCohortSize: { value },
  })
  expect(at(data, 'userRetention.rows')).toEqual([
    cell('2025-01-01', 'acme', '2'),
    cell('2025-02-01', null, '1'),
    cell('2025-02-01', 'acme', '1'),
    cell('2025-03-01', null, '1'),
  ])
})

test.each([
  ['{ country: { eq: "DE" } }', '3'],
  ['{ country: { isNull: true } }', '1'],
  ['{ invitedOrSelf: { eq: INVITED } }', '2'],
  ['{ accountKind: { notIn: [COMPANY] } }', '1'],
  ['{ accountSizeBand: { in: [_1_9, _100_199] } }', '4'],
  ['{ country: { eq: "DE" }, invitedOrSelf: { eq: SELF } }', '1'],
  ['{ country: null, invitedOrSelf: { eq: SELF } }', '3'],
])('sign-ups where %s are %s', async (where, value) => {
  const data = await answer(`{ signups(where: [${where}]) { rows { signups { value } } } }`)
  expect(at(data, 'signups.rows')).toEqual([{ signups: { value } }])
})

test('conditions on numbers and orders use the metric, selected or not', async () => {
  const data = await answer(`{
    signups(by: [ACCOUNT], having: [{ signups: { lte: 1 } }], orderBy: [{ field: ACCOUNT, direction: DESC }]) {
      rows { account signups { value } }
    }
    activation(by: [ACCOUNT], orderBy: [{ field: ELIGIBLE_SIGNUPS, direction: DESC }]) {
      rows { account activatedUsers { value } }
    }
  }`)
  expect(at(data, 'signups.rows.*.account')).toEqual(['ws:w4', 'globex'])
  expect(at(data, 'activation.rows.0.account')).toBe('acme')
})

test('an option has the type of its parameter and deviates, and null is ignored where the parameter is not nullable', async () => {
  const question = `query Ask($options: ActivationOptionsInput) {
    activation(options: $options) {
      rows { activatedUsers { value } }
      provenance { metrics { deviations { option canonical used } } }
    }
  }`
  const canonical = await answer(question)
  const deviating = await answer(question, {
    options: { activationMinCount: 2, coreAction: [{ event: 'commit' }], weekStart: null },
  })
  expect(at(canonical, 'activation')).toEqual({
    rows: [{ activatedUsers: { value: '2' } }],
    provenance: { metrics: [{ deviations: [] }] },
  })
  expect(at(deviating, 'activation')).toEqual({
    rows: [{ activatedUsers: { value: '0' } }],
    provenance: {
      metrics: [
        {
          deviations: [
            { option: 'activation_min_count', canonical: 1, used: 2 },
            { option: 'core_action', canonical: null, used: ['commit'] },
          ],
        },
      ],
    },
  })
})

test('only selected metrics are computed, through aliases, fragments and conditions', async () => {
  const data = await answer(
    `query Ask($no: Boolean!) {
      asked: engagement(grain: MONTH, period: { from: "2025-03-01", to: "2025-03-31" }) {
        page: rows { ...Users, ... on EngagementRow { events: activeEvents { value } } }
        rows { activeWorkspaces @include(if: $no) { value } newActiveUsers @skip(if: true) { value } again: activeUsers { value } }
        provenance { metrics { metric } }
      }
    }
    fragment Users on EngagementRow { activeUsers { people: value } }`,
    { no: false },
  )
  expect(at(data, 'asked')).toEqual({
    page: [{ activeUsers: { people: '4' }, events: { value: '4' } }],
    rows: [{ again: { value: '4' } }],
    provenance: { metrics: [{ metric: 'ACTIVE_USERS' }, { metric: 'ACTIVE_EVENTS' }] },
  })
})

test('pages are consecutive without gap or repetition', async () => {
  const question = `query Page($after: String) {
    signups(by: [ACCOUNT], orderBy: [{ field: SIGNUPS, direction: DESC }], first: 2, after: $after) {
      rows { account signups { value } }
      pageInfo { hasNextPage endCursor }
    }
  }`
  const first = await answer(question)
  const second = await answer(question, { after: at(first, 'signups.pageInfo.endCursor') })
  expect(at(first, 'signups.rows.*.account')).toEqual(['acme', 'globex'])
  expect(at(first, 'signups.pageInfo.hasNextPage')).toBe(true)
  expect(at(second, 'signups.rows.*.account')).toEqual(['ws:w4'])
  expect(at(second, 'signups.pageInfo.hasNextPage')).toBe(false)
})

const rejections = [
  ['GRAIN_REQUIRED', 'engagement { rows { retainedUsers { value } } }'],
  ['NON_ADDITIVE', 'engagement(grain: MONTH) { totals { retainedUsers { value } } }'],
  ['GRAIN_REQUIRED', 'signups(compareTo: ["previous"]) { rows { signups { value } } }'],
  ['METRIC_UNAVAILABLE', 'acquisition { rows { cac { amount } } }'],
  ['METRIC_UNAVAILABLE', 'revenue(by: [ORIGIN_MOTION]) { rows { mrr { amount } } }'],
  ['OPTION_REQUIRED', 'conversion { rows { conversions { value } } }'],
  ['BAD_OPTION', 'activation(options: { activationMinCount: 0 }) { rows { activatedUsers { value } } }'],
  ['BAD_OPTION', 'signups(timeZone: "Mars/Olympus") { rows { signups { value } } }'],
  ['BAD_PERIOD', 'signups(period: { from: "2025-03-01", to: "2025-02-01" }) { rows { signups { value } } }'],
  ['UNOBSERVABLE_WINDOW', 'signups(period: { from: "2026-01-01" }) { rows { signups { value } } }'],
  ['BAD_CURSOR', 'signups(first: 1, after: "xyz") { rows { signups { value } } }'],
  ['BAD_REQUEST', 'signups(orderBy: [{ field: COUNTRY }]) { rows { signups { value } } }'],
  ['BAD_REQUEST', 'signups { pageInfo { hasNextPage } }'],
] as const

test.each(rejections)(
  'a query that metrics rejects with %s is rejected here, too: %s',
  async (code, question) => {
    const { data, errors } = await server.ask(`{ ${question} }`)
    expect(Object.values(data ?? {})).toEqual([null])
    expect(at(errors, '*.extensions.code')).toEqual([code])
  },
)

test('a query without a metric is rejected with the list of metrics', async () => {
  const { errors } = await server.ask('{ activation { rows { account } } }')
  expect(at(errors, '0.message')).toMatch(
    /^No metric of activation is selected: select at least one of eligibleSignups, activatedUsers, .* in its rows\.$/,
  )
})

test('too many queries in one document are rejected, for all page sizes', async () => {
  const question = (count: number) =>
    `{ ${Array.from({ length: count }, (_, index) => `q${index}: signups(first: 100000) { rows { signups { value } } }`).join(' ')} }`
  const { errors } = await server.ask(question(60))
  expect(at(errors, '0.extensions.code')).toBe('QUERY_TOO_EXPENSIVE')
  expect(at(await answer(question(2)), 'q1.rows.0.signups.value')).toBe('5')
})
