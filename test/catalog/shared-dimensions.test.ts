import { expect, test } from 'vitest'
import { readViewFile } from '../../src/catalog/files/read-view-file.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { problemsOf, replacing } from './changed-catalog.ts'

const catalog = await ownCatalog()
const spend = 'from: facts.acquisition_spend'

test('a dimension of another view has its description, and the tables that both require', () => {
  const described = catalog.views.get('facts.acquisition_spend')?.header.dimensions['first_plan']
  expect(described?.description).toMatch(/^The plan with most of the payer's revenue in its first month/)
  expect(catalog.views.get('metrics.payback')?.header.dimensions['first_plan']).toEqual(described)
  expect(catalog.views.get('metrics.acquisition_spend')?.header.dimensions['first_plan']).toEqual({
    ...described,
    requires: ['opportunities|sales_touches', 'product_events', 'subscription_periods|contracts'],
  })
})

test('the description of a dimension is written in one header', () => {
  const written = [...catalog.views.values()].flatMap(({ file, text, name }) => {
    const read = readViewFile(file, text)
    if (!('header' in read)) return []
    return Object.entries(read.header.dimensions).flatMap(([dimension, header]) =>
      'from' in header ? [] : [{ text: `${dimension}: ${header.description}`, name }],
    )
  })
  const first = new Map([...written].reverse().map(({ text, name }) => [text, name]))
  expect(written.filter(({ text, name }) => first.get(text) !== name)).toEqual([])
})

test('a dimension from a view that is missing, or does not describe it, is a problem', async () => {
  expect(
    await problemsOf({ 'metrics/payback.sql': replacing(spend, 'from: facts.acquisition_spendd') }),
  ).toContainEqual(
    expect.stringMatching(
      /dimensions-are-described: dimensions\.origin_motion: There is no view facts\.acquisition_spendd\. Did you mean facts\.acquisition_spend/,
    ),
  )
  expect(
    await problemsOf({ 'metrics/payback.sql': replacing(spend, 'from: metrics.acquisition') }),
  ).toContainEqual(expect.stringMatching(/metrics\.acquisition does not describe it/))
})
