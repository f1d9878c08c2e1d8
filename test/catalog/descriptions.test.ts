import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { parametersNamed } from '../../src/catalog/fill-description.ts'
import { problemsOf, replacing } from './changed-catalog.ts'

const catalog = await loadCatalog('sql')

/** Numbers and durations that no parameter defines. */
const fixed: Readonly<Record<string, RegExp>> = {
  momentum_abs: /seven days/,
  momentum_rel: /seven days/,
  previous_weekly_active_users: /seven days/,
}

test('no description contains a number or duration that a parameter can change', () => {
  const said = [...catalog.metrics.values()].flatMap(({ name, options, header }) => {
    if (
      options.every(
        (option) => !['integer', 'number'].includes(catalog.parameters.get(option)?.header.type ?? ''),
      )
    )
      return []
    const text = header.description
      .replaceAll(/\{\{\w+\}\}/g, '')
      .replace(fixed[name] ?? '', '')
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

test('a description with an unknown parameter name is rejected', async () => {
  const problems = await problemsOf({
    'metrics/engagement.sql': replacing('{{mau_window}}', '{{mau_windoww}}'),
  })
  expect(problems).toEqual([
    expect.stringMatching(/parameters-exist: There is no parameter mau_windoww\. Did you mean mau_window/),
  ])
})
