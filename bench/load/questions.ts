/** Quick questions: each takes some milliseconds, most of them in the server. */
export const quick: readonly string[] = [
  '{ metrics(input: { metrics: [MRR], grain: MONTH }) { rows } }',
  '{ revenue(grain: QUARTER) { rows { period newMrr { amount } churnedMrr { amount } } } }',
  '{ signups(grain: MONTH) { rows { period signups { value } } } }',
  '{ accounts(first: 20, where: [{ kind: { eq: COMPANY } }]) { nodes { key name workspaces(first: 3) { nodes { key } } } } }',
]

/** Questions over all events; the planner estimates most of them as expensive. */
export const slow: readonly string[] = [
  '{ metrics(input: { metrics: [USER_RETENTION_RATE], grain: WEEK, by: [ICP_SEGMENT] }) { rows } }',
  '{ metrics(input: { metrics: [ACTIVE_USERS, ACTIVE_EVENTS], grain: WEEK, by: [COUNTRY] }) { rows } }',
  '{ metrics(input: { metrics: [MONTHLY_ACTIVE_USERS], grain: DAY }) { rows } }',
  '{ metrics(input: { metrics: [NEW_ACTIVE_USERS, DORMANT_USERS], grain: MONTH, by: [COUNTRY] }) { rows } }',
]

/** Documents that a server rejects before it runs them, or at their first field. */
export const rejected: readonly string[] = [
  `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`,
  `{ ${Array.from({ length: 700 }, (_, index) => `a${index}: __schema { types { name } }`).join(' ')} }`,
  `{ metrics(input: { columns: [${Array.from({ length: 9_000 }, (_, index) => `{ metric: MRR, alias: "m${index}" }`).join(' ')}] }) { rows } }`,
  '{ catalog { metrics { view { metrics { view { metrics { view { metrics { name } } } } } } } }',
  '{ metrics(input: { metrics: [USER_RETENTION_RATE], grain: DAY, asOf: "9999-12-31T00:00:00Z" }) { rows } }',
  '{ metrics(input: { metrics: [SIGN_UPS] }) { rows } }',
  '{ metrics(input: { metrics: [MRR], by: [SIGNUP_SOURCE], grain: MONTH }) { rows } }',
  '{ accounts(first: 200) { nodes { users(first: 200) { nodes { key } } } } }',
  '{ __schema { types { name fields { name args { name } } } } }',
  'query {',
]
