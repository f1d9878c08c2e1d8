import { expect, test } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { recordMonths } from '../../src/warehouse/release/closed-books.ts'
import { generateTestCompany } from '../sample-data/generated-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import { withoutEffect } from './option-effects.ts'

const withOptions = (options: Record<string, unknown>): Partial<MetricsRequestInput> => ({ options })
const activated = [withOptions({ invitation_counts_as: 'activated' })]
const previous = [withOptions({ retention_base: 'previous' })]

/** Options that have an effect only with other options, or with a dimension. */
const contexts: Readonly<Record<string, readonly Partial<MetricsRequestInput>[]>> = {
  activation_anchor: activated,
  activation_window_hours: activated,
  activation_min_count: activated,
  activation_distinct_days: activated,
  signup_basis: activated,
  core_action: [...activated, ...previous, withOptions({ activation_anchor: 'first_core_action' })],
  passive_events: [...activated, ...previous, withOptions({ activation_anchor: 'first_core_action' })],
  retention_age_zero: previous,
  retention_return_event: previous,
  retention_min_occurrences: previous,
  retention_min_active_users: previous,
  retention_cohort_entry: [
    withOptions({ retention_start_event: 'message_sent' }),
    withOptions({ retention_start_event: [{ event: 'message_sent', where: { channel: 'general' } }] }),
  ],
  retention_attribute_time: [{ by: ['account'] }],
  start_property: [
    {
      by: ['start_property'],
      options: { retention_start_event: 'message_sent', retention_start_property: 'channel' },
    },
  ],
}

/** Effects that need many late payments, and months closed before them. */
const ofLatePayers = [
  'books',
  'past_due_grace_days',
  'contract_past_due_grace_days',
  'payment_terms_days',
  'late_renewal_grace_days',
]

/** Options whose effect needs data that this company does not have. */
const notShown: readonly {
  readonly because: string
  readonly options: readonly string[]
  readonly of: RegExp
}[] = [
  { because: 'everybody pays in one currency', options: ['exchange_rates', 'reporting_currency'], of: /./ },
  {
    because: 'no customer has a full discount',
    options: ['mrr_discounts'],
    of: /mrr|accounts|logo|revenue|arpa|^cac|health|component|buyer|seat|consolidation/,
  },
  {
    because:
      'no rule of this test looks at active weeks, at paid features or at the momentum of the very small',
    options: ['active_week_min_users', 'paid_features', 'momentum_min_base'],
    of: /health|component|account/,
  },
  {
    because: 'which accounts are scored depends on what is unknown of them, of which there is little',
    options: ['active_event', 'core_action', 'passive_events', 'health_rule', 'momentum_min_base'],
    of: /^(scored_accounts|accounts_with_component)$/,
  },
  {
    because: 'everything in use qualifies or nothing does',
    options: ['qualification_rule'],
    of: /accounts$/,
  },
  {
    because: 'teams do other things at the same time',
    options: ['passive_events'],
    of: /^(activated|account|workspace)_/,
  },
  {
    because: 'no user changes accounts, and properties are few',
    options: ['retention_attribute_time', 'start_property'],
    of: /cohort|retained|retention/,
  },
  { because: 'no user invites across accounts', options: ['.*'], of: /across_accounts/ },
  {
    because: 'no account pays again after a pause',
    options: ['movement_grain', 'fiscal_year_start'],
    of: /^(fx_mrr|reactivat)/,
  },
  { because: 'no user returns after more than a year', options: ['fiscal_year_start'], of: /^resurrected/ },
  {
    because: 'invitations are sent by those whose window is over',
    options: ['activation_window_hours', 'invitation_counts_as'],
    of: /^invitations_of_cohort$/,
  },
  { because: 'everybody pays in one currency', options: ['.*'], of: /^fx_mrr$/ },
  {
    because: 'which accounts are scored or qualify does not depend on who pays late here',
    options: [...ofLatePayers],
    of: /^(scored|fitting|signalling)_accounts$|product_qualified_accounts$|^accounts_with_component$|pqa|unqualified|new_to_segments/,
  },
  {
    because: 'subscriptions that begin again are those of customers who stay for other reasons',
    options: ['late_renewal_grace_days'],
    of: /health|carr|acquired|^cac|new_|cohort_|base_/,
  },
  {
    because: 'few contracts are billed, and those are paid',
    options: ['contract_past_due_grace_days'],
    of: /mrr|accounts|retention|rate|trial/,
  },
  {
    because: 'who pays late has paid for the months of the base since, and comes back after no pause',
    options: ['past_due_grace_days', 'payment_terms_days'],
    of: /^(base_|reactivat)/,
  },
  {
    because: 'no trial ends within the days of grace',
    options: ['past_due_grace_days', 'payment_terms_days'],
    of: /trial/,
  },
  {
    because: 'of the few payers of an account, or with seats, none pays late at the end of a month',
    options: [...ofLatePayers],
    of: /buyer|seat|consolidation/,
  },
  { because: 'spend is not restated', options: ['books'], of: /^acquisition_spend$/ },
  {
    because: 'accounts and workspaces start with an active user',
    options: ['retention_age_zero'],
    of: /^(account_|workspace_|retained_accounts|retained_workspaces)/,
  },
  {
    because: 'accounts are made on the day of their first activity',
    options: ['lifecycle_new_basis'],
    of: /_active_accounts$|^resurrected_accounts$/,
  },
  {
    because: 'a question has to name it',
    options: ['conversion_event', 'setup_event'],
    of: /^(conversion_opportunities|opportunities|eligible_for_setup)$/,
  },
]

/** An unpaid invoice may still be paid in time, as of then. */
const atTheTime = Object.fromEntries(
  ofLatePayers.map((option) => [option, ['2025-03-20', '2025-08-05'].map((asOf) => ({ asOf }))]),
)

/**
 * A third pays forty days late, a third never, and half of them without a due date; contracts are renewed
 * late.
 */
const manyPayLate = `
  update source.invoices
  set
    paid_at = case abs(hashtext(customer_id)) % 3 when 1 then paid_at + interval '40 days' when 2 then null else paid_at end,
    status = case abs(hashtext(customer_id)) % 3 when 2 then 'open' else status end,
    due_at = case when hashtext(invoice_id) % 2 = 0 then due_at end;
  update source.subscription_periods
  set started_at = started_at + interval '20 days', ended_at = ended_at + interval '20 days'
  where abs(hashtext(customer_id)) % 5 = 0 and started_at > (select min(started_at) + interval '200 days' from source.subscription_periods)
`

test('every accepted option of a metric changes its number', { timeout: 1_500_000 }, async () => {
  const company = await generateTestCompany({ users: 250, seed: 3 })
  const warehouse = await openLoaded('pglite', company.directory)
  const catalog = await ownCatalog()
  const { provenance } = await warehouse.answer({ metrics: ['signups'] })
  const found = await withoutEffect(warehouse, catalog, provenance.parameters, contexts)
  await recordMonths(warehouse.engine, null)
  const ofLate = await warehouse.whatIf(manyPayLate, (late) =>
    withoutEffect(late, catalog, provenance.parameters, atTheTime, (option) => ofLatePayers.includes(option)),
  )
  const unexplained = [...found].flatMap(([metric, options]) =>
    options
      .filter((option) => !ofLatePayers.includes(option) || ofLate.get(metric)?.includes(option) === true)
      .filter(
        (option) =>
          !notShown.some(
            (known) =>
              known.of.test(metric) && (known.options.includes(option) || known.options.includes('.*')),
          ),
      )
      .map((option) => `${metric}: ${option}`),
  )
  expect(unexplained).toEqual([])
  await warehouse.close()
  await company.remove()
})
