import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import type { MetricsRequestInput } from '../../src/semantic/request.ts'
import { makeCompany } from '../company/made-company.ts'
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

/** Options whose effect this company cannot show, by what it would take. */
const notShown: Readonly<Record<string, readonly string[]>> = {}

test('every option that a metric takes changes its number', { timeout: 1_500_000 }, async () => {
  const company = await makeCompany({ users: 250, seed: 3 })
  const warehouse = await openLoaded('pglite', company.directory)
  const catalog = await loadCatalog('sql')
  const { provenance } = await warehouse.answer({ metrics: ['signups'] })
  const found = await withoutEffect(warehouse, catalog, provenance.parameters, contexts)
  const { writeFileSync } = await import('node:fs')
  writeFileSync(
    '/tmp/sem/sweep2.txt',
    [...found].map(([metric, options]) => `${metric}: ${options.join(' ')}`).join('\n'),
  )
  expect(Object.fromEntries(found)).toEqual(notShown)
  await warehouse.close()
  await company.remove()
})
