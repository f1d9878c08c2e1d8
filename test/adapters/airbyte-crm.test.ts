import { describe, expect, test } from 'vitest'
import { adapting, type RawRows } from './given-raw.ts'

describe('Salesforce by Airbyte', () => {
  const adapt = adapting('salesforce', 'airbyte')
  const opportunity = {
    Id: '006A',
    AccountId: '001A',
    CreatedDate: '2024-01-05T10:00:00.000Z',
    CloseDate: '2024-03-31',
    IsWon: 'true',
    IsClosed: 'true',
    IsDeleted: 'false',
    StageName: 'Closed Won',
    Type: 'Renewal',
    Amount: '1200.0',
    _airbyte_extracted_at: '2024-06-01T00:00:00Z',
  }
  const expected = {
    opportunity_id: '006A',
    account_id: '001A',
    created_at: '2024-01-05T10:00:00Z',
    closed_at: '2024-03-31T00:00:00Z',
    is_won: true,
    is_closed: true,
    stage: 'Closed Won',
    type: 'renewal',
    arr: 1200,
  }

  test('has deals under the names of Salesforce, and leaves deleted ones out', async () => {
    const deleted = { ...opportunity, Id: '006B', IsDeleted: 'true' }
    const { rows } = await adapt('opportunities', { Opportunity: [opportunity, deleted] })
    expect(rows).toEqual([expect.objectContaining(expected)])
  })

  test('has the same deals where the destination writes no capitals', async () => {
    const lower = Object.fromEntries(
      Object.entries(opportunity).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const { rows, compiled } = await adapt('opportunities', { opportunity: [lower] })
    expect(rows).toEqual([expect.objectContaining(expected)])
    expect(compiled.absentColumns).toContain('salesforce.opportunity.owner_id')
  })

  test('has the stages of its history', async () => {
    const entered = {
      Id: '008A',
      OpportunityId: '006A',
      CreatedDate: '2024-01-06T00:00:00Z',
      StageName: 'Proposal',
    }
    const { rows } = await adapt('opportunity_stages', { OpportunityHistory: [entered] })
    expect(rows).toEqual([{ opportunity_id: '006A', entered_at: '2024-01-06T00:00:00Z', stage: 'Proposal' }])
  })
})

describe('HubSpot by Airbyte', () => {
  const adapt = adapting('hubspot', 'airbyte')
  const json = (value: unknown) => JSON.stringify(value)
  const company = (id: string) => ({ id, createdAt: '2020-01-01T00:00:00Z', properties: json({ name: id }) })
  const deal = {
    id: '10',
    createdAt: '2024-01-01T00:00:00Z',
    archived: 'false',
    companies: json(['1', '2']),
    properties: json({
      dealstage: 'won',
      amount: '1200.50',
      dealtype: 'existingbusiness',
      closedate: '2024-02-01T00:00:00Z',
      hubspot_owner_id: '50',
      hs_primary_associated_company: '2',
    }),
  }
  const stage = (stageId: string, isClosed: string, probability: string) => ({
    stageId,
    label: stageId.toUpperCase(),
    metadata: { isClosed, probability },
  })
  const raw: RawRows = {
    companies: [company('1'), company('2')],
    deals: [deal],
    deal_pipelines: [
      {
        stages: json([
          stage('won', 'true', '1.0'),
          stage('lost', 'true', '0.0'),
          stage('open', 'false', '1.0'),
        ]),
      },
    ],
  }
  const dealsOf = async (rows: readonly Readonly<Record<string, unknown>>[]) =>
    (await adapt('opportunities', { ...raw, deals: rows })).rows

  test('has a deal with its primary company, and its stage within the pipeline', async () => {
    expect(await dealsOf([deal])).toEqual([
      expect.objectContaining({
        opportunity_id: 10,
        account_id: 2,
        closed_at: '2024-02-01T00:00:00Z',
        is_won: true,
        is_closed: true,
        stage: 'WON',
        type: 'expansion',
        arr: 1200.5,
      }),
    ])
  })

  test('has the first company of a deal that names no primary one', async () => {
    const plain = { ...deal, properties: json({ dealstage: 'won', amount: '1' }) }
    expect(await dealsOf([plain])).toMatchObject([{ account_id: 1 }])
  })

  test.each([
    ['lost', false, true],
    // certain, and not over
    ['open', false, false],
  ])('knows whether the stage %s is won and closed', async (dealstage, isWon, isClosed) => {
    const other = { ...deal, properties: json({ dealstage, amount: '1' }) }
    expect(await dealsOf([other])).toMatchObject([{ is_won: isWon, is_closed: isClosed }])
  })

  test('leaves archived deals out', async () => {
    expect(await dealsOf([{ ...deal, archived: 'true' }])).toEqual([])
  })

  test('has the stages among the histories of all properties', async () => {
    const change = { dealId: '10', property: 'dealstage', value: 'open', timestamp: '2024-01-02T00:00:00Z' }
    const { rows } = await adapt('opportunity_stages', {
      ...raw,
      deals_property_history: [change, { ...change, property: 'amount', value: '5' }],
    })
    expect(rows).toEqual([{ opportunity_id: 10, entered_at: '2024-01-02T00:00:00Z', stage: 'OPEN' }])
  })

  test('has touches with the associations of their engagements', async () => {
    const { rows } = await adapt('sales_touches', {
      ...raw,
      engagements_meetings: [
        {
          id: '77',
          archived: 'false',
          properties: json({
            hs_meeting_start_time: '2024-01-03T10:00:00Z',
            hs_meeting_outcome: 'COMPLETED',
            hubspot_owner_id: '50',
          }),
        },
      ],
      engagements: [
        { id: '77', associations: json({ companyIds: [2], contactIds: [30, 31], dealIds: [10] }) },
      ],
    })
    expect(rows).toEqual([
      expect.objectContaining({
        touch_id: 77,
        account_id: 2,
        contact_id: 30,
        opportunity_id: 10,
        rep_id: 50,
        kind: 'meeting_held',
        occurred_at: '2024-01-03T10:00:00Z',
      }),
    ])
  })
})
