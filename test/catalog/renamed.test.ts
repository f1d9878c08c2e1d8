import { expect, test } from 'vitest'
import { renamedFields, renamedParameters, renamedValues } from '../../src/catalog/renamed.ts'
import { problemsOf, replacing } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const catalog = await ownCatalog()

test('every new name of a parameter is a parameter, and no old name is one', () => {
  const names = [...catalog.parameters.keys()]
  expect(names).toEqual(expect.arrayContaining(Object.values(renamedParameters)))
  expect(names.filter((name) => name in renamedParameters)).toEqual([])
})

test('every new value is a value of its parameter', () => {
  for (const [parameter, values] of Object.entries(renamedValues))
    expect(catalog.parameters.get(parameter)?.header.values).toEqual(
      expect.arrayContaining(Object.values(values)),
    )
})

test('an old header field is rejected with its new name', async () => {
  const change = replacing('excluded_dimensions: [movement_motion]', 'not_by: [movement_motion]')
  const [problem] = await problemsOf({ 'metrics/revenue.sql': change })
  expect(problem).toMatch(/Unknown field not_by\. It is now excluded_dimensions\.$/)
  expect(renamedFields['not_by']).toBe('excluded_dimensions')
})
