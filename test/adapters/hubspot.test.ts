import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from './given-raw.ts'

const adapt = adapting('hubspot', 'fivetran')
const rows = async (table: string, raw: RawRows, settings = {}) => (await adapt(table, raw, settings)).rows

const company = {
  id: '1',
  property_name: 'Acme',
  property_domain: 'acme.com',
  property_createdate: '2020-01-01 00:00:00',
}

describe('a company', () => {
  test('that was merged is the one that it became', async () => {
    const raw = {
      company: [
        { ...company, property_hs_merged_object_ids: '7;8' },
        { ...company, id: '2', property_hs_parent_company_id: '8' },
      ],
    }
    expect(await rows('accounts', raw)).toMatchObject([
      { account_id: 1 },
      { account_id: 2, parent_account_id: 1 },
    ])
  })

  test('has the domain that is its own, and the older one that of both', async () => {
    const raw = {
      company: [
        company,
        { ...company, id: '2', property_createdate: '2021-01-01 00:00:00' },
        { ...company, id: '3', property_domain: 'gmail.com' },
      ],
    }
    const { rows: domains, reported } = await adapt('account_domains', raw)
    expect(domains).toEqual([{ account_id: 1, domain: 'acme.com' }])
    expect(reported).toEqual([{ company_id: 2, domain: 'acme.com' }])
  })
})

describe('a deal', () => {
  const deal = {
    deal_id: '10',
    deal_pipeline_stage_id: 'won',
    owner_id: '50',
    property_amount: '1200.50',
    property_dealtype: 'existingbusiness',
    property_createdate: '2024-01-01 00:00:00',
    property_closedate: '2024-02-01 00:00:00',
    is_deleted: 'false',
  }
  const others: RawRows = {
    company: [company, { ...company, id: '2', property_hs_merged_object_ids: '9' }],
    deal_company: [
      { deal_id: '10', company_id: '1', type_id: '341' },
      { deal_id: '10', company_id: '9', type_id: '5' },
    ],
    deal_pipeline_stage: [
      { stage_id: 'won', label: 'Won', closed_won: 'TRUE', is_closed: 'TRUE' },
      { stage_id: 'talk', label: 'Talk', closed_won: 'FALSE', is_closed: 'FALSE' },
    ],
  }

  test('is of its primary company, and won or closed by its stage', async () => {
    expect(await rows('opportunities', { ...others, deal: [deal] })).toEqual([
      {
        opportunity_id: 10,
        account_id: 2,
        created_at: '2024-01-01T00:00:00Z',
        closed_at: '2024-02-01T00:00:00Z',
        is_won: true,
        is_closed: true,
        stage: 'Won',
        type: 'expansion',
        arr: 1200.5,
        owner_rep_id: 50,
      },
    ])
  })

  test('that is open has no close, and an amount that is no number is none', async () => {
    const open = { ...deal, deal_pipeline_stage_id: 'talk', property_amount: 'tbd' }
    const { rows: deals, reported } = await adapt('opportunities', { ...others, deal: [open] })
    expect(deals).toMatchObject([{ is_closed: false, is_won: false, arr: 0, stage: 'Talk' }])
    expect(deals[0]).not.toHaveProperty('closed_at')
    expect(reported).toEqual([{ deal_id: 10 }])
  })

  test('without a company is reported', async () => {
    const { rows: deals, reported } = await adapt('opportunities', {
      ...others,
      deal: [{ ...deal, deal_id: '11' }],
    })
    expect(deals).toEqual([])
    expect(reported).toMatchObject([{ deal_id: 11 }])
  })

  test('has its stages by name, those without an end too', async () => {
    const raw = {
      ...others,
      deal_stage: [
        {
          deal_id: '10',
          value: 'talk',
          date_entered: '2024-01-01 6:49:18',
          _fivetran_end: '2050-01-01 00:00:00',
        },
      ],
    }
    expect(await rows('opportunity_stages', raw)).toEqual([
      { opportunity_id: 10, entered_at: '2024-01-01T06:49:18Z', stage: 'Talk' },
    ])
  })
})

test('touches are calls, meetings and mails; only what took place reached the contact', async () => {
  const at = { property_hs_timestamp: '2024-03-01 00:00:00', property_hubspot_owner_id: '50' }
  const raw = {
    company: [company],
    engagement_call: [
      { engagement_id: '1', ...at, property_hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' },
      { engagement_id: '2', ...at },
    ],
    engagement_meeting: [
      { engagement_id: '3', start_time: '2024-03-02 00:00:00', meeting_outcome: 'COMPLETED' },
      { engagement_id: '4', start_time: '2024-03-02 00:00:00', meeting_outcome: 'NO_SHOW' },
    ],
    engagement_email: [
      { engagement_id: '5', ...at, property_hs_email_direction: 'INCOMING_EMAIL' },
      { engagement_id: '6', ...at, property_hs_email_direction: 'EMAIL', property_hs_sequence_id: '99' },
    ],
    engagement_company: [{ engagement_id: '1', company_id: '1' }],
    engagement_contact: [{ engagement_id: '1', contact_id: '7' }],
    engagement_deal: [{ engagement_id: '1', deal_id: '10' }],
  }
  const touches = await rows('sales_touches', raw)
  expect(touches.map(({ touch_id, kind, is_automated }) => [touch_id, kind, is_automated])).toEqual(
    expect.arrayContaining([
      [1, 'call_connected', false],
      [2, 'call', false],
      [3, 'meeting_held', false],
      [4, 'meeting', false],
      [5, 'email_reply', false],
      [6, 'email_sent', true],
    ]),
  )
  expect(touches.find(({ touch_id }) => touch_id === 1)).toMatchObject({
    account_id: 1,
    contact_id: 7,
    opportunity_id: 10,
    rep_id: 50,
  })
})

test('reps are owners with a declared role, by id or mail, and others who own deals', async () => {
  const raw = {
    owner: [
      { owner_id: '50', email: 'a@x.com', created_at: '2023-01-01 00:00:00' },
      { owner_id: '51', email: 'b@x.com', created_at: '2023-01-01 00:00:00' },
      { owner_id: '52', email: 'c@x.com', created_at: '2023-01-01 00:00:00' },
    ],
    deal: [{ deal_id: '10', owner_id: '51' }],
  }
  expect(await rows('reps', raw, { roles: { 'a@x.com': 'help' } })).toEqual([
    { rep_id: 50, role: 'help', start_date: '2023-01-01' },
    { rep_id: 51, role: 'sell', start_date: '2023-01-01' },
  ])
})
