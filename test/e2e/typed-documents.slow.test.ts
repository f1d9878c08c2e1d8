import { buildSchema, parse, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { printSchemaSdl } from '../../src/resolvers/schema/print-schema-sdl.ts'
import { clientTypes, compilerErrors } from './typed-client.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

let sdl: string
let schema: GraphQLSchema

beforeAll(async () => {
  sdl = printSchemaSdl(await ownCatalog())
  schema = buildSchema(sdl)
})

/** The title, the document, and the validation error. */
const impossible = [
  [
    'a dimension that only other families have',
    '{ signups(by: [WORKSPACE_PLAN]) { rows { signups { value } } } }',
    'Value "WORKSPACE_PLAN" does not exist in "SignupsDimension" enum.',
  ],
  [
    'a dimension that one metric of the view has and this one has not',
    '{ revenueByMovementMotion(by: [MOVEMENT_MOTION]) { rows { newMrr { amount } mrr { amount } } } }',
    'Cannot query field "mrr" on type "RevenueByMovementMotionRow". Did you mean "fxMrr"?',
  ],
  [
    'the same, the other way round',
    '{ revenue(by: [MOVEMENT_MOTION]) { rows { newMrr { amount } mrr { amount } } } }',
    'Value "MOVEMENT_MOTION" does not exist in "RevenueDimension" enum. Did you mean the enum value "ORIGIN_MOTION"?',
  ],
  [
    'a misspelt dimension',
    '{ signups(by: [COUNTRI]) { rows { signups { value } } } }',
    'Value "COUNTRI" does not exist in "SignupsDimension" enum. Did you mean the enum value "COUNTRY"?',
  ],
  [
    'a misspelt dimension in a row',
    '{ signups(by: [COUNTRY]) { rows { contry signups { value } } } }',
    'Cannot query field "contry" on type "SignupsRow". Did you mean "country"?',
  ],
  [
    'a misspelt dimension in a filter',
    '{ signups(where: [{ contry: { eq: "DE" } }]) { rows { signups { value } } } }',
    'Field "contry" is not defined by type "SignupsFilterInput". Did you mean "country"?',
  ],
  [
    'a number where a filter takes a text',
    '{ signups(where: [{ country: { eq: 49 } }]) { rows { signups { value } } } }',
    'String cannot represent a non string value: 49',
  ],
  [
    'a text where a filter takes one of the known values',
    '{ signups(where: [{ invitedOrSelf: { eq: "invited" } }]) { rows { signups { value } } } }',
    'Enum "InvitedOrSelfValue" cannot represent non-enum value: "invited". Did you mean the enum value "INVITED"?',
  ],
  [
    'a text where a filter takes true or false',
    '{ trials(where: [{ buyerIsUser: { eq: "yes" } }]) { rows { trialStarts { value } } } }',
    'Boolean cannot represent a non boolean value: "yes"',
  ],
  [
    'two operators in one condition',
    '{ signups(where: [{ country: { eq: "DE", ne: "US" } }]) { rows { signups { value } } } }',
    'OneOf Input Object "TextFilterInput" must specify exactly one key.',
  ],
  [
    'a metric of another family',
    '{ signups { rows { signups { value } mrr { amount } } } }',
    'Cannot query field "mrr" on type "SignupsRow".',
  ],
  [
    'an order by a metric of another family',
    '{ signups(orderBy: [{ field: MRR }]) { rows { signups { value } } } }',
    'Value "MRR" does not exist in "SignupsOrderField" enum.',
  ],
  [
    'a misspelt option',
    '{ activation(options: { coreActon: { event: "commit" } }) { rows { activationRate { value } } } }',
    'Field "coreActon" is not defined by type "ActivationOptionsInput". Did you mean "coreAction"?',
  ],
  [
    'an invalid value of an option',
    '{ userRetention(options: { retentionClock: ROLLING }) { rows { userRetentionRate { value } } } }',
    'Value "ROLLING" does not exist in "RetentionClockOption" enum.',
  ],
  [
    'an option of another family',
    '{ signups(options: { mauWindow: 7 }) { rows { signups { value } } } }',
    'Field "mauWindow" is not defined by type "SignupsOptionsInput".',
  ],
  [
    'a grain finer than the finest of the metric',
    '{ revenue(grain: DAY) { rows { mrr { amount } } } }',
    'Value "DAY" does not exist in "RevenueGrain" enum.',
  ],
  [
    'an amount of a number that is not money',
    '{ signups { rows { signups { amount } } } }',
    'Cannot query field "amount" on type "NumberValue".',
  ],
  [
    'the maturity of a number without cohorts',
    '{ activation { rows { activationRate { value maturity } } } }',
    'Cannot query field "maturity" on type "QuotientValue".',
  ],
  [
    'a total over cohorts',
    '{ userRetention { totals { userRetentionRate { value } } } }',
    'Cannot query field "totals" on type "UserRetentionResult". Did you mean "subtotals"?',
  ],
  [
    'a comparison of cohorts',
    '{ userRetention(compareTo: ["previous"]) { rows { userRetentionRate { value } } } }',
    'Unknown argument "compareTo" on field "Query.userRetention".',
  ],
] as const

test.each(impossible)('%s does not validate', (_what, document, message) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([message])
})

test('graphql-codegen rejects them with the same message', async () => {
  const documents = impossible.map(([, document], index) => document.replace('{', `query Ask${index} {`))
  const rejection: unknown = await clientTypes(sdl, documents).catch((error: unknown) => error)
  for (const [, , message] of impossible) expect(String(rejection)).toContain(message)
})

describe('the types of a client', () => {
  const document = `query Ask($by: [ActivationDimension!]!, $where: [ActivationFilterInput!]!, $options: ActivationOptionsInput) {
    activation(by: $by, where: $where, options: $options, grain: MONTH) {
      rows { period invitedOrSelf others activationRate { value numerator denominator } }
    }
    revenue { rows { mrr { amount currency } } }
    userRetention { rows { cohort age userRetentionRate { value maturity } } }
  }`
  const client = (variables: string, use = '') =>
    `import type { AskQuery, AskQueryVariables } from './graphql.ts'
     export const variables: AskQueryVariables = ${variables}
     export function use({ activation, revenue, userRetention }: AskQuery) {
       // a rejected field is null, and leaves the others
       if (!activation || !revenue || !userRetention) return null
       ${use}
     }`

  const good = client(
    `{
      by: ['INVITED_OR_SELF', 'COUNTRY'],
      where: [{ country: { in: ['DE'] } }, { invitedOrSelf: { eq: 'INVITED' } }],
      options: { coreAction: [{ event: 'commit' }], activationMinCount: 2 },
    }`,
    `const months: (string | null)[] = activation.rows.map(({ period }) => period)
     const ways: ('INVITED' | 'SELF' | null)[] = activation.rows.map(({ invitedOrSelf }) => invitedOrSelf)
     const rates: (string | null)[] = activation.rows.map(({ activationRate }) => activationRate.value)
     const currency: string | null | undefined = revenue.rows[0]?.mrr.currency
     const maturity: 'COMPLETE' | 'PARTIAL' | 'NOT_OBSERVABLE' | null | undefined =
       userRetention.rows[0]?.userRetentionRate.maturity
     return { months, ways, rates, currency, maturity }`,
  )

  const bad: readonly (readonly [what: string, client: string, message: RegExp])[] = [
    [
      'a dimension of another family',
      client(`{ by: ['WORKSPACE_PLAN'], where: [] }`),
      /"WORKSPACE_PLAN"' is not assignable to type 'ActivationDimension'/,
    ],
    [
      'a misspelt dimension',
      client(`{ by: ['CONTRY'], where: [] }`),
      /"CONTRY"' is not assignable to type 'ActivationDimension'\. Did you mean '"COUNTRY"'/,
    ],
    [
      'a filter on a misspelt dimension',
      client(`{ by: [], where: [{ contry: { eq: 'DE' } }] }`),
      /'contry' does not exist in type 'ActivationFilterInput'/,
    ],
    [
      'a filter of the wrong type',
      client(`{ by: [], where: [{ country: { eq: 49 } }] }`),
      /'number' is not assignable to type 'string/,
    ],
    [
      'a value that is not known',
      client(`{ by: [], where: [{ invitedOrSelf: { eq: 'invited' } }] }`),
      /"invited"' is not assignable to type 'InvitedOrSelfValue/,
    ],
    [
      'two operators in one condition',
      client(`{ by: [], where: [{ country: { eq: 'DE', ne: 'US' } }] }`),
      /^Type 'string' is not assignable to type 'undefined'/,
    ],
    [
      'a misspelt option',
      client(`{ by: [], where: [], options: { coreActon: [{ event: 'commit' }] } }`),
      /'coreActon' does not exist in type 'ActivationOptionsInput'/,
    ],
    [
      'a metric that was not asked for',
      client('{ by: [], where: [] }', 'return activation.rows[0]?.eligibleSignups'),
      /Property 'eligibleSignups' does not exist/,
    ],
    [
      'a part that a number does not have',
      client('{ by: [], where: [] }', 'return revenue.rows[0]?.mrr.numerator'),
      /Property 'numerator' does not exist/,
    ],
    [
      'a null that is not thought of',
      client('{ by: [], where: [] }', 'return activation.rows.map(({ period }) => period.length)'),
      /'period' is possibly 'null'/,
    ],
  ]

  let errors: ReadonlyMap<string, readonly string[]>

  beforeAll(async () => {
    const clients = Object.fromEntries(bad.map(([what, text]) => [what, text]))
    errors = compilerErrors(await clientTypes(sdl, [document]), { good, ...clients })
  })

  test('accept a valid query, and the use of its result', () => {
    expect(errors.get('good')).toEqual([])
  })

  test.each(bad)('reject %s', (what, _client, message) => {
    expect(errors.get(what)).toEqual([expect.stringMatching(message)])
  })
})
