import { expect, test } from 'vitest'
import { parametersNamed } from '../../src/catalog/fill-description.ts'
import { problemsOf, replacing } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const catalog = await ownCatalog()

/** Numbers and durations that no parameter defines, by the metrics that have them. */
const fixed: readonly (readonly [names: RegExp, text: RegExp])[] = [
  [/momentum|account_activity|_in_week$|^previous_weekly_active_users$/, /seven days/g],
  [/^accounts_with_activity$|_slope_4w$/, /four weeks/g],
  [/_in_two_weeks$|conversion_moments$|^usage_dips$|before_conversion|_14d_before$/, /14 days/g],
  [/_21d_before$/, /21 days/g],
  [/assigned|^expansion_qualified|^large_accounts$|separate_buyers/, /28 days/g],
  [/^gained_mrr_|^ltv_\d/, /\b\d+( days| months)?\b/g],
  [/_p90$/, /\b90/g],
  [
    /^(active_account|paying_account|payer)_months|^acv_per|^newly_|^segment_movements$|^monthly_logo/,
    /a (week|month)/g,
  ],
  [/^continuing_payers$|^(plan|billing_interval)_changes$|^annual_move_rate$/, /(a|one|the) month\b/g],
  [/^ramped_reps$|^rep_ramp_months$/, /three months|\b3\b/g],
  // the weights of the positions, the months of a quarter, digits before the point, zero and one
  [/^influenced_mrr_position_based$/, /\b[24]0/g],
  [/^sales_efficiency$/, /\b3\b/g],
  [/^property_not_numeric$/, /\b20\b/g],
  [/^retention_flattens$|^large_account_growth_p50$/, /\b[01]\b|\b0\.2\b|\b2\b/g],
]

test('no description contains a number or duration that a parameter can change', () => {
  const said = [...catalog.metrics.values()].flatMap(({ name, options, header }) => {
    if (
      options.every(
        (option) => !['integer', 'number'].includes(catalog.parameters.get(option)?.header.type ?? ''),
      )
    )
      return []
    const text = fixed
      .filter(([names]) => names.test(name))
      .reduce((rest, [, own]) => rest.replaceAll(own, ''), header.description)
      .replaceAll(/\{\{\w+\}\}/g, '')
      // numbers of scales and of cohorts, not of parameters
      .replaceAll(
        /\b(age 0|month 0|0 when|of 100|(more|exceed) (than )?1|nine in ten|by month|first month)\b/g,
        '',
      )
    return /\b(\d+|(a|one|two|three|four|five|seven|fourteen|thirty) (hour|day|week|month|year)s?)\b/.test(
      text,
    )
      ? [`${name}: ${header.description}`]
      : []
  })
  expect(
    said.filter((text) => !/where it is 1 or more/i.test(text) && !/one age earlier/.test(text)),
  ).toEqual([])
})

test('every description is filled in with the canonical values', () => {
  for (const { description, header } of catalog.metrics.values()) {
    expect(description).not.toContain('{{')
    for (const name of parametersNamed(header.description)) {
      const { says, nullable } = catalog.parameters.get(name)?.header ?? {}
      if (nullable === true) expect(says, `${name} may be null`).toHaveProperty('none')
    }
  }
  expect(catalog.metrics.get('monthly_active_users')?.description).toBe(
    'Different users active during the 28 days that end with the period.',
  )
})

test('no filled description has the same word twice in a row', () => {
  const described = [...catalog.views.values(), ...catalog.parameters.values()]
  const texts = [
    ...[...catalog.metrics.values()].map(({ name, description }) => `${name}: ${description}`),
    ...[...catalog.dimensions].map(([name, { description }]) => `${name}: ${description}`),
    ...described.map(({ name, header }) => `${name}: ${header.description}`),
  ]
  expect(texts.filter((text) => /\b(\p{L}+) \1\b/iu.test(text))).toEqual([])
})

test('a description with an unknown parameter name is rejected', async () => {
  const problems = await problemsOf({
    'metrics/engagement.sql': replacing('{{mau_window}}', '{{mau_windoww}}'),
  })
  expect(problems).toEqual([
    expect.stringMatching(/parameters-exist: There is no parameter mau_windoww\. Did you mean mau_window/),
  ])
})
