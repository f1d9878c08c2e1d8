import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from './given-raw.ts'

const adapt = adapting('salesforce', 'fivetran')
const rows = async (table: string, raw: RawRows, settings = {}) => (await adapt(table, raw, settings)).rows

const account = {
  id: '001A',
  name: 'Acme',
  created_date: '2020-01-01 00:00:00',
  is_deleted: 'false',
  number_of_employees: '250.0',
}

test('deleted accounts are left out, and integers that a loader made floats are integers', async () => {
  expect(
    await rows('accounts', { account: [account, { ...account, id: '001B', is_deleted: 'true' }] }),
  ).toEqual([{ account_id: '001A', name: 'Acme', created_at: '2020-01-01T00:00:00Z', employee_count: 250 }])
})

test('a domain is the host of a website; free mail is none, and the older account has it', async () => {
  const { rows: domains, reported } = await adapt('account_domains', {
    account: [
      { ...account, website: 'https://WWW.Acme.com/about?x=1' },
      { ...account, id: '001B', website: 'acme.com', created_date: '2021-01-01 00:00:00' },
      { ...account, id: '001C', website: 'gmail.com' },
    ],
  })
  expect(domains).toEqual([{ domain: 'acme.com', account_id: '001A' }])
  expect(reported).toEqual([{ account_id: '001B', domain: 'acme.com' }])
})

describe('a deal', () => {
  const deal = {
    id: '006A',
    account_id: '001A',
    created_date: '2024-01-05 10:00:00',
    close_date: '2024-03-31',
    is_won: 'true',
    is_closed: 'true',
    is_deleted: 'false',
    stage_name: 'Closed Won',
    type: 'New Business',
    amount: '1200',
    currency_iso_code: 'eur',
    owner_id: '005A',
  }

  test('has the type that is declared, its amount and its currency', async () => {
    expect(await rows('opportunities', { opportunity: [deal] })).toEqual([
      {
        opportunity_id: '006A',
        account_id: '001A',
        created_at: '2024-01-05T10:00:00Z',
        closed_at: '2024-03-31T00:00:00Z',
        is_won: true,
        is_closed: true,
        stage: 'Closed Won',
        type: 'new',
        arr: 1200,
        currency: 'EUR',
        owner_rep_id: '005A',
      },
    ])
  })

  test('that is open has no close, however near its forecast is', async () => {
    const [open] = await rows('opportunities', {
      opportunity: [{ ...deal, is_closed: 'false', is_won: 'false' }],
    })
    expect(open).not.toHaveProperty('closed_at')
  })

  test('without a declared type is new until its account has won one; unknown types are reported', async () => {
    const more = (id: string, close_date: string, type: string) => ({ ...deal, id, close_date, type })
    const { rows: deals, reported } = await adapt('opportunities', {
      opportunity: [
        more('1', '2024-01-31', 'Land'),
        more('2', '2024-06-30', ''),
        more('3', '2024-07-31', 'Renewal'),
      ],
    })
    expect(deals.map(({ type }) => type)).toEqual(['new', 'expansion', 'renewal'])
    expect(reported).toEqual([{ opportunity_id: 1, written_type: 'Land' }])
  })

  test('without an amount is one of zero, and without an account none: both are reported', async () => {
    const { rows: deals, reported } = await adapt('opportunities', {
      opportunity: [
        { ...deal, amount: '' },
        { ...deal, id: '006B', account_id: '' },
      ],
    })
    expect(deals.map(({ opportunity_id, arr }) => [opportunity_id, arr])).toEqual([['006A', 0]])
    expect(reported).toEqual([
      { opportunity_id: '006B', created_date: '2024-01-05T10:00:00Z' },
      { opportunity_id: '006A' },
    ])
  })
})

test('stages follow from the versions of a deal, and from the history of stages', async () => {
  const version = (stage_name: string, _fivetran_start: string) => ({
    id: '006A',
    created_date: '2024-01-05 00:00:00',
    stage_name,
    _fivetran_start,
  })
  const versions = [
    version('Open', '2024-01-05 00:10:00'),
    version('Open', '2024-01-06 00:00:00'),
    version('Won', '2024-02-01 00:00:00'),
  ]
  const expected = [
    { opportunity_id: '006A', entered_at: '2024-01-05T00:00:00Z', stage: 'Open' },
    { opportunity_id: '006A', entered_at: '2024-02-01T00:00:00Z', stage: 'Won' },
  ]
  expect(await rows('opportunity_stages', { opportunity_history: versions })).toEqual(expected)
  const history = expected.map(({ entered_at, stage }, index) => ({
    id: `008${index}`,
    opportunity_id: '006A',
    created_date: entered_at,
    stage_name: stage,
  }))
  expect(await rows('opportunity_stages', { opportunity_history: history })).toEqual(expected)
})

describe('a touch', () => {
  const task = {
    id: '00T1',
    owner_id: '005A',
    who_id: '003A',
    subject: 'Hello',
    status: 'Completed',
    task_subtype: 'Call',
    call_duration_in_seconds: '60',
    completed_date_time: '2024-02-01 09:00:00',
    is_deleted: 'false',
    _fivetran_synced: '2024-06-01 00:00:00',
  }
  const people = {
    contact: [{ id: '003A', account_id: '001A' }],
    lead: [{ id: '00QA', converted_contact_id: '003B', converted_account_id: '001B' }],
    opportunity: [{ id: '006A', account_id: '001C' }],
  }
  const touches = (changes: Readonly<Record<string, string>>) =>
    rows('sales_touches', { ...people, task: [{ ...task, ...changes }] })

  test('is a task that is done; a call without a talk did not connect', async () => {
    expect(await touches({})).toMatchObject([{ touch_id: '00T1', kind: 'call_connected', rep_id: '005A' }])
    expect(await touches({ call_duration_in_seconds: '0' })).toMatchObject([{ kind: 'call' }])
    expect(await touches({ status: 'Not Started' })).toEqual([])
  })

  test.each([
    ['its contact', {}, { account_id: '001A', contact_id: '003A' }],
    ['the contact of a converted lead', { who_id: '00QA' }, { account_id: '001B', contact_id: '003B' }],
    ['its deal', { what_id: '006A' }, { account_id: '001C', opportunity_id: '006A' }],
    ['the account it is about', { what_id: '001D' }, { account_id: '001D' }],
  ])('is of the account of %s', async (_whose, changes, expected) => {
    expect(await touches(changes)).toMatchObject([expected])
  })

  test.each([
    ['Hello', 'false'],
    ['[Outreach] [Email] Hello', 'true'],
    ['Cadence step 3', 'true'],
  ])('with the subject %s is automated: %s', async (subject, expected) => {
    expect(await touches({ subject })).toMatchObject([{ is_automated: expected === 'true' }])
  })

  test('is an event that has taken place, once', async () => {
    const event = { ...task, id: '00U1', activity_date_time: '2024-05-01 00:00:00', is_child: 'false' }
    const events = [
      event,
      { ...event, id: '00U2', activity_date_time: '2024-07-01 00:00:00' },
      { ...event, id: '00U3', is_child: 'true' },
    ]
    expect(await rows('sales_touches', { ...people, event: events })).toMatchObject([
      { touch_id: '00U1', kind: 'meeting_held' },
    ])
  })
})

test('reps are users with a declared role, and others who own deals', async () => {
  const raw = {
    user: [
      { id: '005A', created_date: '2023-01-31 12:00:00', user_role_id: '00E1' },
      { id: '005B', created_date: '2023-02-01 00:00:00', user_role_id: '' },
      { id: '005C', created_date: '2023-03-01 00:00:00', user_role_id: '' },
    ],
    user_role: [{ id: '00E1', name: 'Customer Success' }],
    opportunity: [{ id: '006A', owner_id: '005B', created_date: '2024-01-01 00:00:00' }],
  }
  expect(await rows('reps', raw, { roles: { 'Customer Success': 'help' } })).toEqual([
    { rep_id: '005A', role: 'help', start_date: '2023-01-31' },
    { rep_id: '005B', role: 'sell', start_date: '2023-02-01' },
  ])
})
