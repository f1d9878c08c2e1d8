import type { RawRows } from '../given-raw.ts'
import type { ContractRows } from './contract-rows.ts'

/** The company's deals as Salesforce by Fivetran has them, with the history of stages. */
export const writeSalesforce = (company: ContractRows, syncedAt: string): RawRows => ({
  opportunity: company('opportunities').map((row) => ({
    id: row['opportunity_id'],
    account_id: row['account_id'],
    created_date: row['created_at'],
    // a forecast while it is open
    close_date: row['closed_at'] ?? '2030-01-01',
    is_won: row['is_won'],
    is_closed: row['is_closed'],
    is_deleted: 'false',
    stage_name: row['stage'],
    type: row['type'],
    amount: row['arr'],
    currency_iso_code: row['currency'],
    owner_id: row['owner_rep_id'],
    _fivetran_synced: syncedAt,
  })),
  opportunity_history: company('opportunity_stages').map((row, index) => ({
    id: `008-${index}`,
    opportunity_id: row['opportunity_id'],
    created_date: row['entered_at'],
    stage_name: row['stage'],
    _fivetran_synced: syncedAt,
  })),
})

/** The same deals as HubSpot by Fivetran has them: stages by id, companies by an association, amounts as text. */
export const writeHubspot = (company: ContractRows, syncedAt: string): RawRows => {
  const deals = company('opportunities')
  const stages = new Set([...deals, ...company('opportunity_stages')].map(({ stage }) => stage))
  const won = new Set(deals.filter(({ is_won }) => is_won === 'true').map(({ stage }) => stage))
  const closed = new Set(deals.filter(({ is_closed }) => is_closed === 'true').map(({ stage }) => stage))
  return {
    company: company('accounts').map((row) => ({
      id: row['account_id'],
      property_name: row['name'],
      property_createdate: row['created_at'],
      _fivetran_synced: syncedAt,
    })),
    deal: deals.map((row) => ({
      deal_id: row['opportunity_id'],
      deal_pipeline_stage_id: `stage-${row['stage'] ?? ''}`,
      owner_id: row['owner_rep_id'],
      property_amount: row['arr'],
      property_deal_currency_code: row['currency'],
      property_dealtype: row['type'],
      property_createdate: row['created_at'],
      property_closedate: row['closed_at'] ?? '2030-01-01T00:00:00Z',
      is_deleted: 'false',
      _fivetran_synced: syncedAt,
    })),
    deal_company: deals.map((row) => ({
      deal_id: row['opportunity_id'],
      company_id: row['account_id'],
      type_id: '5',
    })),
    deal_pipeline_stage: [...stages].map((stage) => ({
      stage_id: `stage-${stage ?? ''}`,
      label: stage,
      closed_won: String(won.has(stage)),
      is_closed: String(closed.has(stage)),
    })),
    deal_stage: company('opportunity_stages').map((row) => ({
      deal_id: row['opportunity_id'],
      value: `stage-${row['stage'] ?? ''}`,
      date_entered: row['entered_at'],
      _fivetran_end: '2050-01-01 00:00:00',
    })),
  }
}

/** The types of the sample company, as a company would declare them. */
export const declaredTypes = { new: 'new', expansion: 'expansion', renewal: 'renewal' }
