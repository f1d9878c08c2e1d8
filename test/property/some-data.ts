import fc from 'fast-check'
import { moment, seasons, toMoment, type Season } from './moments.ts'
import type { Data } from './oracle/data.ts'

/** A made-up data set, and the season it is in. */
export interface SomeData {
  readonly season: Season
  readonly data: Data
}

const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const maybe = <Value>(...values: readonly Value[]): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.constantFrom(...values) })
/** Rarely, since it changes everything. */
const seldom = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(true) })

export const userIds = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']
export const workspaceIds = ['w1', 'w2', 'w3', 'w4']
export const companies = ['acme', 'globex', 'initech']
export const eventNames = ['make', 'share', 'page_view']

const mails = [
  'ada@acme.example',
  'bob@acme.example',
  'cy@eu.acme.example',
  'di@globex.example',
  'ed@globex.example',
  'flo@initech.example',
  'gus@gmail.com',
  ' Ada@Acme.example ',
]

const unique = <Row>(rows: fc.Arbitrary<Row>, maxLength: number, key: (row: Row) => string) =>
  fc.uniqueArray(rows, { maxLength, selector: key, size: 'max' })

const tables = (season: Season) => {
  const at = moment(season)
  const stay = fc
    .tuple(fc.option(at), fc.option(at))
    .map(([a, b]) => (a !== null && b !== null && a > b ? { valid_from: b, valid_to: a } : { valid_from: a, valid_to: b }))
  return {
    product_events: fc.array(
      fc
        .record({
          event_id: fc.integer({ min: 1, max: 400 }).map((number) => `e${number}`),
          occurred_at: at,
          late: oneOf(null, null, 0, 1, 3_600_000, 5 * 86_400_000, 30 * 86_400_000),
          event_name: oneOf('make', 'make', 'share', 'page_view'),
          who: fc.oneof(
            { weight: 8, arbitrary: fc.record({ user_id: oneOf(...userIds, 'seen'), anonymous_id: fc.constant(null) }) },
            { weight: 2, arbitrary: fc.record({ user_id: fc.constant(null), anonymous_id: oneOf('n1', 'n2', 'n3') }) },
            { weight: 1, arbitrary: fc.constant({ user_id: null, anonymous_id: null }) },
          ),
          workspace_id: maybe(...workspaceIds, 'unknown'),
          account_id: fc.oneof(
            { weight: 8, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: oneOf(...companies, 'umbrella') },
          ),
          properties: fc.oneof(
            fc.constant(null),
            fc.record({ size: oneOf(1, 2), tier: oneOf('a', 'b', 'c') }),
          ),
        })
        .map(({ late, who, ...event }) => ({
          ...event,
          ...who,
          received_at: late === null ? null : toMoment(Date.parse(event.occurred_at) + late),
        })),
      { maxLength: 90, size: 'max' },
    ),
    identities: unique(
      fc.record({ anonymous_id: oneOf('n1', 'n2'), user_id: oneOf(...userIds, 'ghost'), linked_at: fc.option(at) }),
      3,
      ({ anonymous_id, linked_at }) => `${anonymous_id} ${linked_at ?? ''}`,
    ),
    users: unique(
      fc.record({
        user_id: oneOf(...userIds),
        email: maybe(...mails),
        created_at: at,
        signup_source: maybe('ads', 'friend'),
        invited_by_user_id: maybe('u1'),
        country: maybe('DE', 'FR', 'us'),
        is_internal: seldom,
        is_bot: seldom,
        deleted_at: fc.constant(null),
      }),
      8,
      ({ user_id }) => user_id,
    ),
    workspaces: unique(
      fc.record({
        workspace_id: oneOf(...workspaceIds),
        name: oneOf('Design', 'Sales team'),
        created_at: at,
        created_by_user_id: maybe(...userIds),
        plan: maybe('free', 'team'),
        domain: maybe('acme.example', 'Globex.example', 'gmail.com'),
        account_id: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oneOf(...companies) }),
      }),
      4,
      ({ workspace_id }) => workspace_id,
    ),
    memberships: unique(
      fc
        .record({ workspace_id: oneOf(...workspaceIds), user_id: oneOf(...userIds), from: at, to: fc.option(at, { freq: 3 }) })
        .map(({ from, to, ...rest }) =>
          to !== null && to < from
            ? { ...rest, valid_from: to, valid_to: from }
            : { ...rest, valid_from: from, valid_to: to },
        ),
      14,
      ({ workspace_id, user_id, valid_from }) => `${workspace_id} ${user_id} ${valid_from}`,
    ),
    accounts: unique(
      fc.record({
        account_id: oneOf(...companies),
        name: oneOf('Acme', 'Other'),
        employee_count: maybe(9, 10, 200, 1000),
        industry: maybe('toys', 'Tools'),
        country: maybe('DE', 'US'),
        icp_segment: maybe('core', 'edge'),
        created_at: fc.option(at),
      }),
      3,
      ({ account_id }) => account_id,
    ),
    account_domains: unique(
      fc
        .record({
          domain: oneOf('acme.example', 'eu.acme.example', 'globex.example', 'Initech.example', 'gmail.com'),
          account_id: oneOf(...companies),
          verified: oneOf(null, true, false),
          stay,
          isOpen: oneOf(true, true, true, false),
        })
        .map(({ stay: { valid_from, valid_to }, isOpen, ...rest }) => ({
          ...rest,
          valid_from,
          valid_to: isOpen ? null : valid_to,
        })),
      5,
      ({ domain, valid_from }) => `${domain} ${valid_from ?? ''}`,
    ),
    identity_accounts: unique(
      fc
        .record({ user_id: oneOf(...userIds), account_id: oneOf(...companies), stay })
        .map(({ stay: { valid_from, valid_to }, ...rest }) => ({ ...rest, valid_from, valid_to })),
      2,
      ({ user_id }) => user_id,
    ),
  }
}

/** Stars, chasms and many-to-many memberships, with gaps, late and repeated rows, and tables that are missing. */
export const someData: fc.Arbitrary<SomeData> = fc.constantFrom(...seasons).chain((season) =>
  fc
    .record({
      data: fc.record(tables(season)),
      missing: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray([...optional], { maxLength: 3 }) },
      ),
    })
    .map(({ data, missing }) => ({
      season,
      data: Object.fromEntries(Object.entries(data).filter(([table]) => !missing.includes(table as never))) as Data,
    })),
)

const optional = ['identities', 'users', 'workspaces', 'memberships', 'accounts', 'account_domains', 'identity_accounts'] as const
