import { expect, test } from 'vitest'
import { problemsOf, smallView } from './changed-catalog.ts'

const union = (branch: string) => `with

users as (
    select * from entities.users
),

guests as (
    select account_key, user_id from users
),

hosts as (
    select account_key, user_id from users
),

final as (
    select * from guests
    union all
    ${branch}
)

select * from final`

const problemsOfUnion = (branch: string) =>
  problemsOf({ 'facts/probe.sql': smallView('facts.probe', union(branch)) })

test('the branches of a union have the same columns in the same order', async () => {
  expect(await problemsOfUnion('select * from hosts')).toEqual([])
  expect(await problemsOfUnion("select account_key, 'somebody' as user_id from hosts")).toEqual([])
  expect(await problemsOfUnion('select user_id, account_key from hosts')).toEqual([
    'facts/probe.sql:26: unions-have-equal-columns: This branch of the union has the columns (user_id, account_key), the first one (account_key, user_id).',
  ])
})
