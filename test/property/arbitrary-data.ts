import fc from 'fast-check'
import { longAgo, moment, seasons, toMoment, type Season } from './arbitrary-moment.ts'
import type { Data } from './oracle/data/data.ts'

/** A generated data set and its season. */
export interface SomeData {
  readonly season: Season
  readonly data: Data
}

const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const maybe = <Value>(...values: readonly Value[]): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.constantFrom(...values) })
/** Rare, because these values change every result. */
const seldom = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant(true) },
)

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

const opportunityId = fc.integer({ min: 1, max: 6 }).map((number) => `o${number}`)

const unique = <Row>(rows: fc.Arbitrary<Row>, maxLength: number, key: (row: Row) => string) =>
  fc.uniqueArray(rows, { maxLength, selector: key, size: 'max' })

const tables = (season: Season) => {
  const at = moment(season)
  const stay = fc
    .tuple(fc.option(at), fc.option(at))
    .map(([a, b]) =>
      a !== null && b !== null && a > b ? { valid_from: b, valid_to: a } : { valid_from: a, valid_to: b },
    )
  return {
    product_events: fc.array(
      fc
        .record({
          event_id: fc.integer({ min: 1, max: 400 }).map((number) => `e${number}`),
          occurred_at: at,
          late: oneOf(null, null, 0, 1, 3_600_000, 5 * 86_400_000, 30 * 86_400_000),
          event_name: oneOf('make', 'make', 'share', 'page_view'),
          who: fc.oneof(
            {
              weight: 8,
              arbitrary: fc.record({ user_id: oneOf(...userIds, 'seen'), anonymous_id: fc.constant(null) }),
            },
            {
              weight: 2,
              arbitrary: fc.record({ user_id: fc.constant(null), anonymous_id: oneOf('n1', 'n2', 'n3') }),
            },
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
      fc.record({
        anonymous_id: oneOf('n1', 'n2'),
        user_id: oneOf(...userIds, 'ghost'),
        linked_at: fc.option(at),
      }),
      3,
      ({ anonymous_id, linked_at }) => `${anonymous_id} ${linked_at ?? ''}`,
    ),
    users: unique(
      fc.record({
        user_id: oneOf(...userIds),
        email: maybe(...mails),
        created_at: at,
        signup_source: maybe('ads', 'friend'),
        job_title: maybe('designer', 'buyer'),
        invited_by_user_id: maybe('u1'),
        country: maybe('DE', 'FR', 'us'),
        is_internal: seldom,
        is_bot: seldom,
        deleted_at: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: at }),
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
        account_id: fc.oneof(
          { weight: 5, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: oneOf(...companies) },
        ),
        deleted_at: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: at }),
      }),
      4,
      ({ workspace_id }) => workspace_id,
    ),
    plan_changes: unique(
      fc.record({
        workspace_id: oneOf(...workspaceIds, 'unknown'),
        valid_from: at,
        plan: oneOf('free', 'team', 'none'),
      }),
      5,
      ({ workspace_id, valid_from }) => `${workspace_id} ${valid_from}`,
    ),
    memberships: unique(
      fc
        .record({
          workspace_id: oneOf(...workspaceIds),
          user_id: oneOf(...userIds),
          from: at,
          to: fc.option(at, { freq: 3 }),
        })
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
        parent_account_id: maybe(...companies, 'holding'),
        employee_count: maybe(1, 2, 9, 10, 200, 1000),
        role_headcount: maybe(0, 1, 3),
        industry: maybe('toys', 'Tools'),
        country: maybe('DE', 'US'),
        icp_segment: maybe('core', 'edge'),
        owner_rep_id: maybe('r1', 'r2'),
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
    plan_limits: unique(
      fc.record({
        plan: oneOf('free', 'team'),
        meter: oneOf('make', 'share', 'messages'),
        limit_quantity: oneOf(1, 2, 4),
        kind: oneOf('cumulative' as const, 'per_period' as const),
      }),
      4,
      ({ plan, meter }) => `${plan} ${meter}`,
    ),
    usage_daily: fc.oneof(
      fc.constant([]),
      unique(
        fc.record({
          workspace_id: oneOf(...workspaceIds, 'unknown'),
          meter: oneOf('make', 'messages'),
          day: at.map((moment) => moment.slice(0, 10)),
          quantity: oneOf(0, 1, 3),
        }),
        12,
        ({ workspace_id, meter, day }) => `${workspace_id} ${meter} ${day}`,
      ),
    ),
    invitations: unique(
      fc
        .record({
          invitation_id: fc.integer({ min: 1, max: 50 }).map((number) => `i${number}`),
          workspace_id: maybe(...workspaceIds),
          inviter_user_id: oneOf(...userIds),
          invitee_key: oneOf('ada@acme.example', 'Di@globex.example', 'gus@gmail.com', 'link'),
          sent_at: at,
          acceptedAfter: oneOf(
            null,
            0,
            3_600_000,
            86_400_000,
            30 * 86_400_000,
            30 * 86_400_000 + 1,
            40 * 86_400_000,
          ),
          accepted_user_id: oneOf(...userIds),
          revokedAfter: oneOf(null, null, null, 1_800_000, 86_400_000),
        })
        .map(({ acceptedAfter, revokedAfter, accepted_user_id, ...rest }) => {
          const after = (by: number | null) => (by === null ? null : toMoment(Date.parse(rest.sent_at) + by))
          return {
            ...rest,
            accepted_at: after(acceptedAfter),
            accepted_user_id: acceptedAfter === null ? null : accepted_user_id,
            revoked_at: after(revokedAfter),
          }
        }),
      12,
      ({ invitation_id }) => invitation_id,
    ),
    ...money(season),
  }
}

const money = (season: Season) => {
  const at = longAgo(season)
  const month = at.map((moment) => `${moment.slice(0, 7)}-01`)
  const inOrder = ([a, b]: [string, string | null]): [string, string | null] =>
    b !== null && b < a ? [b, a] : [a, b]
  return {
    billing_customers: unique(
      fc.record({
        customer_id: oneOf('c1', 'c2', 'c3', 'c4'),
        account_id: fc.oneof(
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: oneOf(...companies) },
        ),
        workspace_id: maybe(...workspaceIds, 'unknown'),
        payer_email: maybe(...mails),
        payer_user_id: maybe(...userIds),
        created_at: fc.option(at),
      }),
      4,
      ({ customer_id }) => customer_id,
    ),
    subscription_periods: unique(
      fc
        .record({
          period_id: fc.integer({ min: 1, max: 100 }).map((number) => `p${number}`),
          customer_id: oneOf('c1', 'c2', 'c3', 'c4', 'c5'),
          subscription: oneOf(1, 1, 2),
          item_id: maybe('i1', 'i2'),
          plan: maybe('basic', 'pro'),
          seats: maybe(0, 1, 2, 5),
          life: fc.tuple(at, fc.option(at, { freq: 2 })).map(inOrder),
          amount: oneOf(0, 36, 72, 72, 360, 9.99, -24),
          interval: oneOf(
            'day' as const,
            'week' as const,
            'month' as const,
            'month' as const,
            'quarter' as const,
            'year' as const,
          ),
          interval_count: maybe(1, 2, 3),
          discount_amount: fc.oneof(
            { weight: 4, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: oneOf(12, 36) },
          ),
          currency: fc.oneof(
            { weight: 8, arbitrary: oneOf(null, 'USD', 'usd') },
            { weight: 1, arbitrary: oneOf('EUR') },
          ),
          is_trial: oneOf(null, null, null, false, true),
          trial_end: fc.option(at, { freq: 1 }),
          usage_type: fc.oneof(
            { weight: 9, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: oneOf('metered', 'licensed') },
          ),
        })
        .map(({ life: [started_at, ended_at], trial_end, subscription, ...rest }) => ({
          ...rest,
          trial_end:
            rest.is_trial === true && trial_end !== null && trial_end >= started_at ? trial_end : null,
          started_at,
          ended_at,
          subscription_id: `${rest.customer_id} ${subscription}`,
        })),
      14,
      ({ period_id }) => period_id,
    ),
    invoices: unique(
      fc
        .record({
          invoice_id: fc.integer({ min: 1, max: 50 }).map((number) => `in${number}`),
          customer_id: oneOf('c1', 'c2', 'c3', 'c4', 'c5'),
          whose: fc.oneof(
            { weight: 1, arbitrary: fc.constant(null) },
            { weight: 8, arbitrary: oneOf(1, 1, 2) },
          ),
          issued_at: at,
          paidAfter: oneOf(null, null, 0, 3_600_000, 20 * 86_400_000, 60 * 86_400_000),
          dueAfter: oneOf(null, null, 0, 10 * 86_400_000, 30 * 86_400_000),
          startsAfter: oneOf(null, 0, 0, -10 * 86_400_000, 86_400_000),
          lasts: oneOf(null, 0, 31 * 86_400_000, 92 * 86_400_000, 366 * 86_400_000),
          status: oneOf('open', 'open', 'paid', 'Paid', 'uncollectible', 'draft', 'void'),
          total: oneOf(36, 36, 36, 0),
        })
        .map(({ whose, paidAfter, dueAfter, startsAfter, lasts, ...rest }) => {
          const after = (by: number | null) =>
            by === null ? null : toMoment(Date.parse(rest.issued_at) + by)
          return {
            ...rest,
            subscription_id: whose === null ? null : `${rest.customer_id} ${whose}`,
            due_at: after(dueAfter),
            paid_at: after(paidAfter),
            period_start: after(startsAfter),
            period_end: after(lasts === null ? null : lasts + (startsAfter ?? 0)),
            subtotal: rest.total,
          }
        }),
      12,
      ({ invoice_id }) => invoice_id,
    ),
    contracts: unique(
      fc
        .record({
          contract_id: oneOf('k1', 'k2', 'k3', 'k4'),
          predecessor_id: maybe('k1', 'k2'),
          account_id: oneOf(...companies, 'signed'),
          life: fc.tuple(at, at).map(inOrder),
          arr: oneOf(1200, 5000),
          seats: maybe(1, 3),
          committed_units: maybe(2, 5, 40),
          meter: maybe('make', 'messages'),
          auto_renew: maybe(true, false),
        })
        .map(({ life: [start, end], predecessor_id, ...rest }) => ({
          ...rest,
          predecessor_id: predecessor_id === rest.contract_id ? null : predecessor_id,
          start_date: start.slice(0, 10),
          end_date: (end ?? start).slice(0, 10),
        })),
      3,
      ({ contract_id }) => contract_id,
    ),
    fx_rates: unique(
      fc.record({
        day: at.map((moment) => moment.slice(0, 10)),
        currency: oneOf('EUR', 'eur'),
        rate: oneOf(0.5, 1, 1.25, 2),
      }),
      6,
      ({ day }) => day,
    ),
    opportunities: unique(
      fc
        .record({
          opportunity_id: opportunityId,
          account_id: oneOf(...companies, 'ws:w1'),
          life: fc.tuple(at, fc.option(at, { freq: 3 })).map(inOrder),
          planned: fc.option(at),
          is_won: fc.boolean(),
          openStage: oneOf('talk', 'offer'),
          type: oneOf('new', 'new', 'expansion', 'renewal'),
          arr: oneOf(0, 120, 600),
          owner_rep_id: maybe('r1', 'r2', 'gone'),
        })
        .map(({ life: [created_at, closed_at], planned, openStage, ...rest }) => ({
          ...rest,
          created_at,
          // an open one may have a planned close date, also a past one
          closed_at: closed_at ?? planned,
          is_won: rest.is_won && closed_at !== null,
          is_closed: closed_at !== null,
          stage: closed_at === null ? openStage : rest.is_won ? 'won' : 'lost',
        })),
      4,
      ({ opportunity_id }) => opportunity_id,
    ),
    opportunity_stages: unique(
      fc.record({
        opportunity_id: opportunityId,
        entered_at: at,
        stage: oneOf('talk', 'offer', 'won', 'won', 'lost', 'lost'),
      }),
      10,
      ({ opportunity_id, entered_at }) => `${opportunity_id} ${entered_at}`,
    ),
    contacts: unique(
      fc.record({
        contact_id: oneOf('k1', 'k2'),
        account_id: maybe(...companies),
        email: maybe(...mails),
        user_id: maybe('u1', 'u2', 'nobody'),
        buyer_role: maybe('economic_buyer', 'Billing', 'champion'),
      }),
      2,
      ({ contact_id }) => contact_id,
    ),
    reps: unique(
      fc
        .record({
          rep_id: oneOf('r1', 'r2'),
          role: oneOf('sell', 'sell', 'help'),
          motion: maybe('PLS', 'SLG'),
          start_date: at.map((moment) => moment.slice(0, 10)),
          days: maybe(40, 100, 400),
          monthly_quota: maybe(0, 36, 100),
        })
        .map(({ days, ...rest }) => ({
          ...rest,
          end_date:
            days === null
              ? null
              : new Date(Date.parse(rest.start_date) + days * 86_400_000).toISOString().slice(0, 10),
        })),
      2,
      ({ rep_id }) => rep_id,
    ),
    sales_touches: unique(
      fc.record({
        touch_id: fc.integer({ min: 1, max: 50 }).map((number) => `t${number}`),
        account_id: maybe(...companies, 'ws:w1', 'customer:c5'),
        contact_id: maybe('k1', 'k2'),
        opportunity_id: maybe('o1', 'o2', 'o3'),
        rep_id: maybe('r1', 'r2'),
        kind: oneOf('meeting_held', 'call_connected', 'email_sent'),
        occurred_at: at,
        is_automated: seldom,
      }),
      8,
      ({ touch_id }) => touch_id,
    ),
    conversation_tags: unique(
      fc.record({
        tag_id: fc.integer({ min: 1, max: 50 }).map((number) => `g${number}`),
        account_id: maybe(...companies, 'unheard'),
        workspace_id: maybe(...workspaceIds),
        user_id: maybe(...userIds, 'seen', 'unknown'),
        tag: oneOf('no_authority', 'No_Authority', 'pricing', 'admin_request'),
        said_at: moment(season),
        channel: maybe('call', 'chat'),
      }),
      8,
      ({ tag_id }) => tag_id,
    ),
    spend: unique(
      fc.record({
        month,
        motion: oneOf('PLG', 'PLS', 'SLG', 'shared', 'shared'),
        channel: oneOf('ads', 'events'),
        category: fc.constant('any'),
        amount: oneOf(0, 60, 90, 240),
      }),
      14,
      ({ month: when, motion, channel }) => `${when} ${motion} ${channel}`,
    ),
    gross_margin: unique(
      fc.record({ month, plan: oneOf('basic', 'pro'), margin: oneOf(0.5, 0.75, 0.8) }),
      3,
      ({ month: when, plan }) => `${when} ${plan}`,
    ),
    cost_to_serve: unique(
      fc
        .record({
          month,
          whose: fc.oneof(
            fc.record({ account_id: oneOf(...companies), plan: fc.constant(null) }),
            fc.record({ account_id: fc.constant(null), plan: oneOf('basic', 'pro', 'free', 'team') }),
          ),
          category: oneOf('hosting', 'support'),
          amount: oneOf(6, 12, 90),
        })
        .map(({ whose, ...rest }) => ({ ...rest, ...whose })),
      5,
      ({ month: when, account_id, plan, category }) =>
        `${when} ${account_id ?? ''} ${plan ?? ''} ${category}`,
    ),
  }
}

/**
 * Every second invoice comes with an item that is added to an existing subscription on the same day, if there
 * is one.
 */
function withAddedItems<Tables extends Pick<Data, 'invoices' | 'subscription_periods'>>(
  tables: Tables,
): Tables {
  const { invoices = [], subscription_periods: periods = [] } = tables
  const additions = invoices.flatMap((invoice, index) => {
    const { invoice_id, issued_at: started_at } = invoice
    const begun = periods.filter((period) => period.started_at < started_at)
    const running = begun[index % begun.length]
    if (index % 2 === 0 || running === undefined) return []
    const { customer_id, subscription_id } = running
    return [
      {
        invoice: { ...invoice, customer_id, subscription_id, period_start: started_at },
        period: {
          ...running,
          period_id: `with ${invoice_id}`,
          item_id: invoice_id,
          started_at,
          ended_at: null,
        },
      },
    ]
  })
  const asking = new Map(additions.map(({ invoice }) => [invoice.invoice_id, invoice]))
  return {
    ...tables,
    invoices: invoices.map((invoice) => asking.get(invoice.invoice_id) ?? invoice),
    subscription_periods: [...periods, ...additions.map(({ period }) => period)],
  }
}

/** A fitting company whose people are known by their mail address from the beginning. */
function withKnownCompany<Tables extends Pick<Data, 'accounts' | 'account_domains'>>(tables: Tables): Tables {
  const { accounts = [], account_domains: domains = [] } = tables
  const company = {
    account_id: 'acme',
    name: 'Acme',
    parent_account_id: null,
    employee_count: 9,
    role_headcount: 3,
    industry: 'toys',
    country: 'DE',
    icp_segment: 'core',
    owner_rep_id: 'r1',
    created_at: null,
  }
  const owned = {
    domain: 'acme.example',
    account_id: 'acme',
    verified: true,
    valid_from: null,
    valid_to: null,
  }
  return {
    ...tables,
    accounts: [...accounts.filter(({ account_id }) => account_id !== 'acme'), company],
    account_domains: [...domains.filter(({ domain }) => domain !== owned.domain), owned],
  }
}

/** Stars, chasms and many-to-many memberships, with gaps, late rows, repeated rows and missing tables. */
export const arbitraryData = (season: Season): fc.Arbitrary<Data> =>
  fc
    .record({
      data: fc.record(tables(season)).map(withAddedItems),
      hasKnownCompany: fc.integer({ min: 0, max: 2 }).map((one) => one > 0),
      missing: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray([...optional], { maxLength: 3 }) },
      ),
    })
    .map(({ data, hasKnownCompany, missing }) =>
      Object.fromEntries(
        Object.entries(hasKnownCompany ? withKnownCompany(data) : data).filter(
          ([table]) => !(missing as readonly string[]).includes(table),
        ),
      ),
    )

export const someData: fc.Arbitrary<SomeData> = fc
  .constantFrom(...seasons)
  .chain((season) => fc.record({ season: fc.constant(season), data: arbitraryData(season) }))

const optional = [
  'identities',
  'users',
  'workspaces',
  'memberships',
  'accounts',
  'account_domains',
  'identity_accounts',
  'product_events',
  'billing_customers',
  'subscription_periods',
  'contracts',
  'invoices',
  'invitations',
  'plan_limits',
  'plan_changes',
  'usage_daily',
  'fx_rates',
  'opportunities',
  'opportunity_stages',
  'sales_touches',
  'conversation_tags',
  'spend',
  'gross_margin',
  'cost_to_serve',
] as const
