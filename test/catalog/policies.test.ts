import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { defaultPolicies } from '../../src/policy/default-policies.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { readClaim } from '../../src/policy/row-condition.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

/** The problems of a file, each as `line: message`. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const found = await readPolicies('policies.yaml', text, await ownCatalog())
  return 'problems' in found ? found.problems.map(({ line, message }) => `${String(line)}: ${message}`) : []
}

async function policiesOf(text: string) {
  const found = await readPolicies('policies.yaml', text, await ownCatalog())
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found.policies
}

test('the built-in policies can be used, and show personal data to administrators only', async () => {
  const { roles } = await policiesOf(defaultPolicies)
  expect([...roles.keys()]).toEqual(['admin', 'analyst', 'anonymous'])
  expect(roles.get('admin')?.columns.get('users.email')).toBe('visible')
  expect(roles.get('analyst')?.columns.get('users.email')).toBe('masked')
  expect(roles.get('anonymous')?.columns.get('users.email')).toBe('masked')
})

test('the example of the documentation is valid', async () => {
  const text = await readFile('docs/security.md', 'utf8')
  const [, example = ''] = /```yaml\n(claims:[^`]*)```/.exec(text) ?? []
  expect(await problemsOf(example)).toEqual([])
  expect([...(await policiesOf(example)).roles.keys()]).toContain('account_executive')
})

test('a column without personal data cannot be masked', async () => {
  expect(await problemsOf('roles:\n  rep:\n    columns: { users.email_domain: masked }\n')).toEqual([
    '3: columns: users.email_domain is no personal data, so all roles see it.',
  ])
})

test('every name that does not exist is a problem, with its line and a suggestion', async () => {
  const problems = await problemsOf(`claims: { rep_id: text }
roles:
  rep:
    inherits: [ghost]
    metrics: [revenu]
    entities: [acounts]
    rows: { accounts: owner_rep = claims.rep_id }
    columns: { users.mail: visible }
`)
  expect(problems).toHaveLength(5)
  expect(problems).toContainEqual(expect.stringMatching(/^5: metrics: revenu does not exist\. .*revenue/))
  expect(problems).toContainEqual(expect.stringMatching(/^6: entities: acounts does not exist\. .*accounts/))
  expect(problems).toContainEqual(expect.stringMatching(/^7: There is no column owner_rep\. .*owner_rep_id/))
})

test.each([
  ['a function', 'lower(country) = claims.region'],
  ['a subquery', 'account_key in (select account_key from entities.users)'],
  ['a second statement', '1 = 1); drop table source.users; select (1 = 1'],
  ['a comment that hides the end', 'country = claims.region) -- '],
  ['a column of another relation', 'users.email is null'],
  ['a cast', 'country::int = 1'],
  ['a claim that is not declared', 'country = claims.other'],
  ['nothing', ''],
  ['two columns', 'country, industry'],
])('a row condition rejects %s', async (_what, condition) => {
  const problems = await problemsOf(
    `claims: { region: text }\nroles: { rep: { rows: { accounts: ${JSON.stringify(condition)} } } }`,
  )
  expect(problems).toHaveLength(1)
})

test('a role has what it inherits; its own rows and columns come first', async () => {
  const { roles } = await policiesOf(`
claims: { region: text }
roles:
  base: { metrics: [revenue], entities: [accounts], rows: { accounts: country = claims.region }, columns: { pii: hashed } }
  lead: { inherits: [base], metrics: [signups], columns: { users.email: visible } }
  chief: { inherits: [lead], rows: { accounts: 'true' } }
`)
  const lead = roles.get('lead')
  expect([...(lead?.metrics ?? [])]).toEqual(expect.arrayContaining(['mrr', 'signups']))
  expect(lead?.accounts).toEqual(roles.get('base')?.accounts)
  expect(lead?.columns.get('users.email')).toBe('visible')
  expect(lead?.columns.get('users.name')).toBe('hashed')
  expect(roles.get('chief')?.accounts).toEqual({ kind: 'truth', operand: { kind: 'constant', value: true } })
})

test('roles that inherit each other, or two different restrictions, are rejected', async () => {
  expect(await problemsOf('roles: { a: { inherits: [b] }, b: { inherits: [a] } }')).not.toEqual([])
  expect(
    await problemsOf(`
roles:
  north: { rows: { accounts: country = 'NO' } }
  south: { rows: { accounts: country = 'IT' } }
  both: { inherits: [north, south] }
`),
  ).toHaveLength(1)
})

test('the hash changes with what a role may see, and not with comments', async () => {
  const one = await policiesOf('roles: { a: { metrics: [revenue] } }')
  const same = await policiesOf('# a comment\nroles: { a: { metrics: [revenue] } }')
  const other = await policiesOf('roles: { a: { metrics: [signups] } }')
  expect(same.hash).toBe(one.hash)
  expect(other.hash).not.toBe(one.hash)
  const small = await policiesOf('roles: { a: { metrics: [revenue], min_group_size: 2 } }')
  expect(small.hash).not.toBe(one.hash)
})

test('a star is all metrics and entities, in a list or alone', async () => {
  const alone = await policiesOf("roles: { a: { metrics: '*', entities: '*' } }")
  const listed = await policiesOf("roles: { a: { metrics: ['*'], entities: ['*'] } }")
  expect(alone.roles.get('a')).toEqual(listed.roles.get('a'))
  expect(alone.roles.get('a')?.metrics.size).toBeGreaterThan(50)
})

test('a claim that PostgreSQL cannot store has not the type text', () => {
  expect(readClaim('US', 'text')).toBe('US')
  expect(readClaim('\u0000US', 'text')).toBeNull()
  expect(readClaim(['US', '\u0000'], 'text[]')).toBeNull()
})

test('the smallest group is that of the nearest role; 1 ends an inherited one', async () => {
  const { roles } = await policiesOf(`
roles:
  base: { min_group_size: 5 }
  lead: { inherits: [base] }
  close: { inherits: [lead], min_group_size: 3 }
  chief: { inherits: [lead], min_group_size: 1 }
  other: {}
`)
  expect([...roles.values()].map(({ minGroupSize }) => minGroupSize)).toEqual([5, 5, 3, 1, 1])
})

test.each(['0', '-2', '2.5', "'5'", 'many'])('%s is not a smallest group', async (size) => {
  expect(await problemsOf(`roles: { rep: { min_group_size: ${size} } }`)).toHaveLength(1)
})

test('a role that inherits two smallest groups, or one and none, has to say which one holds', async () => {
  const problems = await problemsOf(`
roles:
  five: { min_group_size: 5 }
  ten: { min_group_size: 10 }
  all: {}
  unclear: { inherits: [five, ten] }
  unclear_too: { inherits: [all, five] }
  clear: { inherits: [five, ten], min_group_size: 10 }
  same: { inherits: [five, five] }
`)
  expect(problems).toEqual([
    expect.stringMatching(/^6: min_group_size: /),
    expect.stringMatching(/^7: min_group_size: /),
  ])
})
