import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readPlanCost } from '../../src/warehouse/distribution/plan-cost.ts'

/** A plan that Citus 13.2 printed, of a coordinator and two workers. */
const costOf = async (plan: string) =>
  readPlanCost(JSON.parse(await readFile(new URL(`plans/${plan}.json`, import.meta.url), 'utf8')))

test('the rows of one account are on one node', async () => {
  expect(await costOf('router')).toEqual({ kind: 'router', tasks: 1, subplans: 0, bytes: 8, largest: 0 })
})

test('groups over all rows are computed in parts, and only their results move', async () => {
  expect(await costOf('pushed-down')).toMatchObject({
    kind: 'pushed down',
    tasks: 8,
    subplans: 0,
    largest: 0,
  })
  expect((await costOf('pushed-down')).bytes).toBeLessThan(4096)
})

test('a step that is kept moves to the coordinator and from there to every worker', async () => {
  expect(await costOf('merged')).toEqual({
    kind: 'merged',
    tasks: 8,
    subplans: 1,
    bytes: 64 + 18 * 1024 + 2 * 27 * 1024,
    largest: 27 * 1024,
  })
})

test('a table of the coordinator needs no other node', async () => {
  expect(await costOf('local')).toEqual({ kind: 'local', tasks: 0, subplans: 0, bytes: 0, largest: 0 })
})
