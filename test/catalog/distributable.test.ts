import { describe, expect, test } from 'vitest'
import { problemsOf, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

/** The problems of one view in `facts/`, without the file and the rule. */
const faultsOf = async (body: string, header = ''): Promise<readonly string[]> =>
  (await problemsOf({ 'facts/probe.sql': smallView('facts.probe', body, header) })).map((problem) =>
    problem.replace(/^facts\/probe\.sql:(\d+): sql-is-distributable: /, '$1 '),
  )

describe('a view gives the same result at any time and in any session', () => {
  test('it does not read the current time', async () => {
    expect(await faultsOf('select\n    now() as a,\n    clock_timestamp() as b')).toEqual([
      '10 now() depends on when a query runs: use parameters.as_of.',
      '11 clock_timestamp() depends on when a query runs: use parameters.as_of.',
    ])
  })

  slowTest('it does not read the current date', async () => {
    expect(await faultsOf("select 1 as one\n\nwhere current_date > date '2025-01-01'")).toEqual([
      '11 current_date and similar values depend on when a query runs: use parameters.as_of.',
    ])
  })

  slowTest('it does not use random numbers', async () => {
    expect(await faultsOf('select random() as a')).toEqual([
      '9 random() depends on when a query runs: use parameters.as_of.',
    ])
  })

  slowTest('it does not depend on session settings', async () => {
    expect(
      await faultsOf(
        "select\n    current_setting('timezone') as a,\n    set_config('timezone', 'UTC', false) as b",
      ),
    ).toEqual([
      '10 current_setting() depends on the session: use a parameter.',
      '11 set_config() depends on the session: use a parameter.',
    ])
  })
})

describe('a view calls the functions of PostgreSQL, and those that Plumbline deploys', () => {
  test('no others', async () => {
    expect(
      await faultsOf(
        "select\n    plumbline.local_dat(null, 'UTC') as a,\n    theirs.guess() as b,\n    plumbline.local_date(null, 'UTC') as c",
      ),
    ).toEqual([
      '10 plumbline.local_dat() is not a function of Plumbline. Did you mean local_date?',
      '11 theirs.guess() is not a function of Plumbline.',
    ])
  })
})

describe('a view can be distributed by account', () => {
  slowTest('it is not recursive', async () => {
    expect(
      await faultsOf(
        'with recursive\n\nn as (\n    select 1 as i union all select i + 1 as i from n\n)\n\nselect * from n',
      ),
    ).toEqual(['9 A recursive CTE cannot be distributed: use parameters.months or a flattened table.'])
  })

  for (const grouping of [
    'rollup (account_key)',
    'cube (account_key)',
    'grouping sets ((account_key), ())',
  ]) {
    slowTest(`it does not group by ${grouping}`, async () => {
      expect(
        await faultsOf(`select account_key, count(*) as n\nfrom facts.events\ngroup by ${grouping}`),
      ).toEqual(['11 Grouping sets over facts cannot be distributed: use one CTE per grouping.'])
    })
  }

  const header = 'crosses_accounts: It has to.\n'

  const joins = `with

events as (
    select * from facts.events
),

users as (
    select * from entities.users
),

final as (
    select events.event_id
    from events
    inner join users
        on events.user_id = users.user_id
)

select * from final`

  test('its joins include the account key', async () => {
    expect(await faultsOf(joins)).toEqual([
      '23 final: join along account_key too, or give the reason in the header field crosses_accounts.',
    ])
    expect(
      await faultsOf(joins.replace('on events', 'on events.account_key = users.account_key and events')),
    ).toEqual([])
  })

  const windows = `with

events as (
    select * from facts.events
),

final as (
    select
        event_id,
        row_number() over (partition by user_id order by occurred_at, event_id) as number
    from events
)

select * from final`

  slowTest('its windows are partitioned by the account key', async () => {
    expect(await faultsOf(windows)).toEqual([
      '18 final: partition by account_key first, or give the reason in the header field crosses_accounts.',
    ])
    expect(await faultsOf(windows.replace('by user_id', 'by account_key, user_id'))).toEqual([])
  })

  const groups = `with

events as (
    select * from facts.events
),

final as (
    select user_id, count(*) as number
    from events
    group by user_id
)

select * from final`

  test('its groups start with the account key', async () => {
    expect(await faultsOf(groups)).toEqual([
      '18 final: group by account_key first, or give the reason in the header field crosses_accounts.',
    ])
    expect(await faultsOf(groups.replace('by user_id', 'by account_key, user_id'))).toEqual([])
  })

  slowTest('subqueries and the final select follow the same rules', async () => {
    expect(
      await faultsOf(
        'select inside.user_id\nfrom (\n    select user_id from facts.events group by user_id\n) as inside\ngroup by inside.user_id',
      ),
    ).toEqual([
      '11 the select: group by account_key first, or give the reason in the header field crosses_accounts.',
      '13 the select: group by account_key first, or give the reason in the header field crosses_accounts.',
    ])
  })

  slowTest('a header can declare an exception with a reason', async () => {
    for (const body of [joins, windows, groups]) expect(await faultsOf(body, header)).toEqual([])
  })

  slowTest('rows without an account key are joined and grouped without it', async () => {
    expect(
      await faultsOf('select month, count(*) as number\nfrom parameters.months\ngroup by month'),
    ).toEqual([])
  })

  test('entities precede the account key and are exempt', async () => {
    const file = smallView(
      'entities.probe',
      'select user_id, count(*) as n from staging.product_events group by user_id',
    )
    expect(await problemsOf({ 'entities/probe.sql': file })).toEqual([])
  })
})
