import { expect, test } from 'vitest'
import { accessOf, fullAccess } from '../../src/policy/access.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { visibleBoards } from '../../src/query/visible-boards.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

test('a role sees the questions of its metrics, and no board without one', async () => {
  const catalog = await ownCatalog()
  const found = await readPolicies('policies.yaml', 'roles: { finance: { metrics: [revenue] } }', catalog)
  if (!('policies' in found)) throw new Error('the policies have a problem')
  const identity = { subject: 'one', role: 'finance', claims: {}, method: 'key' } as const
  const seen = visibleBoards(catalog.boards, accessOf(found.policies, identity, null))
  expect(seen.map(({ board }) => board)).toEqual(['growth', 'revenue_bridge'])
  expect(seen[0]?.panels.map(({ metrics }) => metrics)).toEqual([['mrr']])
  expect(visibleBoards(catalog.boards, fullAccess)).toHaveLength(catalog.boards.length)
})
