import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateCompany } from '../../../src/sample-data/generate-company.ts'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import { deploy } from '../../../src/warehouse/release/deploy.ts'
import { refresh } from '../../../src/warehouse/release/refresh.ts'
import { openLoaded, type LoadedWarehouse } from '../../harness/loaded-warehouse.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import { rolledBack, warehouseOf } from '../../harness/warehouse.ts'
import { createRaw, feedOf, type RawRows } from '../given-raw.ts'
import { contractRows, type ContractRows } from './contract-rows.ts'
import { writeAirbyteHubspot, writeAirbyteSalesforce } from './write-airbyte.ts'
import { declaredTypes, writeHubspot, writeSalesforce } from './write-crm.ts'
import { writePosthog, writeSegment } from './write-events.ts'
import { writeStripe } from './write-stripe.ts'

/** The company was received at this moment, and so are its copies. */
const syncedAt = '2025-12-31T23:59:59Z'

let directory: string
let company: ContractRows
let loaded: LoadedWarehouse

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  await generateCompany({ users: 300, seed: 7, directory })
  company = contractRows(directory)
  loaded = await openLoaded('postgres', directory)
}, 300_000)

afterAll(async () => {
  await loaded.close()
  await rm(directory, { recursive: true })
})

const revenue: readonly MetricsRequestInput[] = [
  {
    metrics: ['mrr', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr'],
    grain: 'month',
  },
  { metrics: ['mrr'], by: ['origin_motion'] },
  { metrics: ['trial_starts', 'converted_trials'], grain: 'month' },
  { metrics: ['invoices_issued', 'billed_amount', 'collected_amount'], grain: 'month' },
]
const deals: readonly MetricsRequestInput[] = [
  {
    metrics: ['closed_opportunities', 'won_opportunities', 'win_rate', 'won_arr', 'lost_arr'],
    grain: 'quarter',
  },
  { metrics: ['mrr'], by: ['origin_motion'], grain: 'month' },
]
const usage: readonly MetricsRequestInput[] = [
  { metrics: ['weekly_active_users', 'monthly_active_users'], grain: 'month' },
  { metrics: ['activation_rate'], grain: 'month', options: { core_action: 'message_sent' } },
  { metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'], grain: 'month' },
]

interface Copy {
  readonly vendor: string
  readonly loader: string
  readonly raw: () => RawRows
  readonly tables: readonly string[]
  readonly questions: readonly MetricsRequestInput[]
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const copies: readonly Copy[] = [
  {
    vendor: 'stripe',
    loader: 'fivetran',
    raw: () => writeStripe(company, syncedAt),
    tables: ['billing_customers', 'subscription_periods', 'invoices'],
    questions: revenue,
  },
  {
    vendor: 'salesforce',
    loader: 'fivetran',
    raw: () => writeSalesforce(company, syncedAt),
    tables: ['opportunities', 'opportunity_stages'],
    questions: deals,
    settings: { opportunity_types: declaredTypes },
  },
  {
    vendor: 'hubspot',
    loader: 'fivetran',
    raw: () => writeHubspot(company, syncedAt),
    tables: ['opportunities', 'opportunity_stages'],
    questions: deals,
    settings: { opportunity_types: declaredTypes },
  },
  {
    vendor: 'salesforce',
    loader: 'airbyte',
    raw: () => writeAirbyteSalesforce(company, syncedAt),
    tables: ['opportunities', 'opportunity_stages'],
    questions: deals,
    settings: { opportunity_types: declaredTypes },
  },
  {
    vendor: 'hubspot',
    loader: 'airbyte',
    raw: () => writeAirbyteHubspot(company, syncedAt),
    tables: ['opportunities', 'opportunity_stages'],
    questions: deals,
    settings: { opportunity_types: declaredTypes },
  },
  {
    vendor: 'segment',
    loader: 'segment',
    raw: () => writeSegment(company),
    tables: ['product_events', 'identities'],
    questions: usage,
  },
  {
    vendor: 'posthog',
    loader: 'export',
    raw: () => writePosthog(company),
    tables: ['product_events'],
    questions: usage,
  },
]

test.each(copies)(
  'the company as $vendor by $loader has it gives the same answers',
  async ({ vendor, loader, raw, tables, questions, settings = {} }) => {
    const catalog = await ownCatalog()
    const direct = []
    for (const question of questions) direct.push(await loaded.ask(question))
    expect(direct.flat().length).toBeGreaterThan(5)
    const feed = { ...(await feedOf(vendor, loader, settings)), tables }
    const copied = await rolledBack(loaded.engine, async (engine) => {
      await createRaw(engine, feed.schema, raw())
      await engine.execute(tables.map((table) => `drop table source.${table} cascade`).join(';\n'))
      await deploy(engine, catalog, { feeds: [feed] })
      await refresh(engine, catalog)
      const answers = []
      for (const question of questions) answers.push(await warehouseOf(engine, catalog).ask(question))
      return answers
    })
    expect(copied).toEqual(direct)
  },
  300_000,
)
