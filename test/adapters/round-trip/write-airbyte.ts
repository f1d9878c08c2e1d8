import type { RawRows } from '../given-raw.ts'
import type { ContractRows } from './contract-rows.ts'

/** The company's deals as Salesforce by Airbyte has them: the names of Salesforce, times with their zone. */
export const writeAirbyteSalesforce = (company: ContractRows, syncedAt: string): RawRows => ({
  Opportunity: company('opportunities').map((row) => ({
    Id: row['opportunity_id'],
    AccountId: row['account_id'],
    CreatedDate: row['created_at'],
    // a forecast while it is open
    CloseDate: row['closed_at'] ?? '2030-01-01',
    IsWon: row['is_won'],
    IsClosed: row['is_closed'],
    IsDeleted: 'false',
    StageName: row['stage'],
    Type: row['type'],
    Amount: row['arr'],
    CurrencyIsoCode: row['currency'],
    OwnerId: row['owner_rep_id'],
    _airbyte_extracted_at: syncedAt,
  })),
  OpportunityHistory: company('opportunity_stages').map((row, index) => ({
    Id: `008-${index}`,
    OpportunityId: row['opportunity_id'],
    CreatedDate: row['entered_at'],
    StageName: row['stage'],
    _airbyte_extracted_at: syncedAt,
  })),
})

/**
 * The same deals as HubSpot by Airbyte has them: properties as one JSON column, stages in a list of the pipeline, their
 * history among that of other properties.
 */
export const writeAirbyteHubspot = (company: ContractRows, syncedAt: string): RawRows => {
  const deals = company('opportunities')
  const history = company('opportunity_stages')
  const has = (flag: string) =>
    new Set(deals.filter((row) => row[flag] === 'true').map(({ stage }) => stage ?? ''))
  const [won, closed] = [has('is_won'), has('is_closed')]
  const stages = new Set([...deals, ...history].map(({ stage }) => stage ?? ''))
  return {
    companies: company('accounts').map((row) => ({
      id: row['account_id'],
      createdAt: row['created_at'],
      properties: JSON.stringify({ name: row['name'] }),
      _airbyte_extracted_at: syncedAt,
    })),
    deals: deals.map((row) => ({
      id: row['opportunity_id'],
      createdAt: row['created_at'],
      archived: 'false',
      companies: JSON.stringify([row['account_id']]),
      properties: JSON.stringify({
        dealstage: `stage-${row['stage'] ?? ''}`,
        hubspot_owner_id: row['owner_rep_id'],
        amount: row['arr'],
        deal_currency_code: row['currency'],
        dealtype: row['type'],
        closedate: row['closed_at'] ?? '2030-01-01T00:00:00Z',
      }),
      _airbyte_extracted_at: syncedAt,
    })),
    deal_pipelines: [
      {
        pipelineId: 'default',
        stages: JSON.stringify(
          [...stages].map((stage) => ({
            stageId: `stage-${stage}`,
            label: stage,
            metadata: {
              isClosed: String(closed.has(stage)),
              probability: won.has(stage) ? '1.0' : '0.2',
            },
          })),
        ),
      },
    ],
    deals_property_history: history.flatMap((row) => [
      {
        dealId: row['opportunity_id'],
        property: 'dealstage',
        value: `stage-${row['stage'] ?? ''}`,
        timestamp: row['entered_at'],
      },
      { dealId: row['opportunity_id'], property: 'amount', value: '1', timestamp: row['entered_at'] },
    ]),
  }
}
