import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request.ts'
import { makeCompany } from '../sample-data/made-company.ts'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import { withoutEffect } from './option-effects.ts'

const withOptions = (options: Record<string, unknown>): Partial<MetricsRequestInput> => ({ options })
const activated = [withOptions({ counts_as: 'activated' })]
const previous = [withOptions({ base: 'previous' })]

/** Where an option says something only beside others, or of a dimension. */
const contexts: Readonly<Record<string, readonly Partial<MetricsRequestInput>[]>> = {
  activation_anchor: activated,
  activation_window_hours: activated,
  activation_min_count: activated,
  activation_distinct_days: activated,
  signup_basis: activated,
  core_action: [...activated, ...previous, withOptions({ activation_anchor: 'first_core_action' })],
  passive_events: [...activated, ...previous, withOptions({ activation_anchor: 'first_core_action' })],
  age_zero: previous,
  return_event: previous,
  min_occurrences: previous,
  min_active_users: previous,
  cohort_entry: [
    withOptions({ start_event: 'message_sent' }),
    withOptions({ start_event: [{ event: 'message_sent', where: { channel: 'general' } }] }),
  ],
  attribute_time: [{ by: ['account'] }],
  start_property: [
    { by: ['start_property'], options: { start_event: 'message_sent', start_property: 'channel' } },
  ],
}

/** Options whose effect this company cannot show, and what is missing in it. */
const notShown: readonly {
  readonly because: string
  readonly options: readonly string[]
  readonly of: RegExp
}[] = [
  { because: 'everybody pays in one currency', options: ['exchange_rates', 'reporting_currency'], of: /./ },
  {
    because: 'nobody has a discount of everything, and few pay or renew late',
    options: ['discounts', 'late_renewal_grace_days', 'past_due_grace_days'],
    of: /mrr|accounts|logo|revenue|arpa|^cac|health|component/,
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
    because: 'nobody changes accounts, and properties are few',
    options: ['attribute_time', 'start_property'],
    of: /cohort|retained|retention/,
  },
  { because: 'nobody invites across accounts', options: ['.*'], of: /across_accounts/ },
  {
    because: 'nobody pays again after a pause',
    options: ['movement_grain', 'fiscal_year_start'],
    of: /^(fx_mrr|reactivat)/,
  },
  { because: 'nobody is back after more than a year', options: ['fiscal_year_start'], of: /^resurrected/ },
  {
    because: 'invitations are sent by those whose window is over',
    options: ['activation_window_hours', 'counts_as'],
    of: /^invitations_of_cohort$/,
  },
  {
    because: 'a question has to name it',
    options: ['conversion_event', 'setup_event'],
    of: /^(opportunities|eligible_for_setup)$/,
  },
]

test('every option that a metric takes changes its number', { timeout: 1_500_000 }, async () => {
  const company = await makeCompany({ users: 250, seed: 3 })
  const warehouse = await openLoaded('pglite', company.directory)
  const catalog = await loadCatalog('sql')
  const { provenance } = await warehouse.answer({ metrics: ['signups'] })
  const found = await withoutEffect(warehouse, catalog, provenance.parameters, contexts)
  const unexplained = [...found].flatMap(([metric, options]) =>
    options
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
