import { describe, expect, test } from 'vitest'
import { rollupAges } from '../../../src/query/age-notes.ts'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import { readWarehouseState } from '../../../src/warehouse/state/read-warehouse-state.ts'
import { engineKinds } from '../../harness/engine-kinds.ts'
import { withStored } from './stored-warehouse.ts'

const made = (user_id: string, day: string, more: Readonly<Record<string, unknown>> = {}) => ({
  user_id,
  occurred_at: `${day}T12:00:00Z`,
  ...more,
})

describe.each(engineKinds)('%s', (kind) => {
  test('trailing users are read from stored changes, for every range of periods', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, answer, stored }) => {
      await given({
        product_events: [
          made('ada', '2024-01-01'),
          made('ada', '2024-02-14'),
          made('bob', '2024-01-31'),
          made('bob', '2024-02-15'),
          made('cy', '2024-03-01'),
        ],
      })
      const request: MetricsRequestInput = {
        metrics: ['weekly_active_users', 'monthly_active_users'],
        grain: 'month',
      }
      expect((await answer(request)).provenance.servedFrom).not.toBe('rollup')
      await refreshed()
      expect(await stored(request)).toEqual([
        ['2024-01-01', '1', '1'],
        ['2024-02-01', '0', '2'],
        ['2024-03-01', '1', '3'],
      ])
      expect(await stored({ ...request, from: '2024-02-01', to: '2024-02-29' })).toEqual([
        ['2024-02-01', '0', '2'],
      ])
      await stored({ ...request, from: '2024-03-01' })
      await stored({ ...request, grain: 'day', from: '2024-02-10', compareTo: ['1 week'] })
    }))

  test('a group without anyone active in the range is not in it, though it was there before', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, stored }) => {
      await given({
        users: [
          { user_id: 'ada', signup_source: 'ads', created_at: '2024-01-01' },
          { user_id: 'bob', signup_source: 'friend', created_at: '2024-01-01' },
        ],
        product_events: [made('ada', '2024-01-02'), made('ada', '2024-03-31'), made('bob', '2024-01-31')],
      })
      await refreshed()
      const request: MetricsRequestInput = {
        metrics: ['daily_active_users'],
        by: ['signup_source'],
        grain: 'month',
      }
      expect((await stored({ ...request, from: '2024-01-01' })).length).toBe(6)
      expect(await stored({ ...request, from: '2024-02-01' })).toEqual([
        ['2024-02-01', 'ads', '0'],
        ['2024-03-01', 'ads', '1'],
      ])
    }))

  test('a user who is active in two accounts of one industry counts once in it', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, stored }) => {
      await given({
        accounts: [
          { account_id: 'acme', industry: 'toys' },
          { account_id: 'globex', industry: 'toys' },
        ],
        product_events: [
          made('ada', '2024-01-02', { account_id: 'acme' }),
          made('ada', '2024-01-03', { account_id: 'globex' }),
          made('bob', '2024-01-03', { account_id: 'globex' }),
        ],
      })
      await refreshed()
      expect(await stored({ metrics: ['monthly_active_users'], by: ['industry'], grain: 'month' })).toEqual([
        ['2024-01-01', 'toys', '2'],
      ])
    }))

  test('in activity an industry is that of the event, in retention that of the user', () =>
    withStored(kind, ['active_users', 'user_retention'], async ({ given, refreshed, stored }) => {
      await given({
        accounts: [
          { account_id: 'acme', industry: 'toys' },
          { account_id: 'globex', industry: 'tools' },
        ],
        users: [{ user_id: 'ada', created_at: '2024-01-01' }],
        identity_accounts: [{ user_id: 'ada', account_id: 'acme' }],
        product_events: [made('ada', '2024-01-03', { account_id: 'globex' })],
      })
      await refreshed()
      expect(await stored({ metrics: ['active_users'], by: ['industry'], grain: 'month' })).toEqual([
        ['2024-01-01', 'tools', '1'],
      ])
      expect(await stored({ metrics: ['user_cohort_size'], by: ['industry'], grain: 'month' })).toEqual([
        ['2024-01-01', '2024-01-01', '0', 'toys', '1'],
      ])
    }))

  test('windows that end after the moment of the batch do not end in the running week', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, stored }) => {
      await given({
        // a Monday and the Wednesday after it: the window of one day ends on Tuesday, that of the 3rd on the 4th
        product_events: [made('ada', '2024-01-01'), made('bob', '2024-01-03'), made('cy', '2024-01-03')],
      })
      await refreshed()
      expect(await stored({ metrics: ['daily_active_users'], grain: 'week' })).toEqual([['2024-01-01', '2']])
      // one more day: the batch before had cut the ends of these windows
      await given({
        product_events: [
          made('ada', '2024-01-01'),
          made('bob', '2024-01-03'),
          made('cy', '2024-01-03'),
          made('ada', '2024-01-05'),
        ],
      })
      await refreshed()
      expect(await stored({ metrics: ['daily_active_users'], grain: 'week' })).toEqual([['2024-01-01', '1']])
    }))

  test('the share of immature rows is stored with the values', () =>
    withStored(kind, ['activation'], async ({ given, refreshed, answer }) => {
      await given({
        users: [
          { user_id: 'ada', created_at: '2024-01-01' },
          { user_id: 'bob', created_at: '2024-01-20' },
        ],
        product_events: [made('ada', '2024-01-02'), made('bob', '2024-01-21')],
      })
      await refreshed()
      const result = await answer({ metrics: ['eligible_signups', 'activation_rate'], grain: 'month' })
      expect(result.provenance.servedFrom).toBe('rollup')
      expect(result.rows).toEqual([['2024-01-01', '1', '1']])
      expect(result.provenance.metrics[0]?.immatureCount).toBe(1)
    }))

  test('what the passing of time changes without an event is computed again', () =>
    withStored(kind, ['activation', 'growth_accounting'], async ({ given, refreshed, stored }) => {
      const events = [made('ada', '2024-01-02'), made('bob', '2024-01-21')]
      const users = [
        { user_id: 'ada', created_at: '2024-01-01' },
        { user_id: 'bob', created_at: '2024-01-20' },
      ]
      await given({ users, product_events: events })
      await refreshed()
      expect(await stored({ metrics: ['eligible_signups'] })).toEqual([['1']])
      // a new user, who is not active: the window of bob ends, and both are dormant in March
      await given({
        users: [...users, { user_id: 'cy', created_at: '2024-03-02' }],
        product_events: events,
      })
      await refreshed()
      expect(await stored({ metrics: ['eligible_signups'] })).toEqual([['2']])
      await stored({ metrics: ['dormant_users', 'retained_users'], grain: 'month' })
    }))

  test('late and repeated events change the periods from their day on', () =>
    withStored(kind, ['active_users', 'growth_accounting'], async ({ given, refreshed, stored, engine }) => {
      const events = [
        made('ada', '2024-01-02', { event_id: 'a' }),
        made('bob', '2024-01-10', { event_id: 'b' }),
        made('ada', '2024-03-05', { event_id: 'c' }),
      ]
      const requests: MetricsRequestInput[] = [
        { metrics: ['weekly_active_users', 'monthly_active_users', 'active_users'], grain: 'week' },
        { metrics: ['monthly_active_users'], grain: 'month', from: '2024-02-01' },
        { metrics: ['daily_active_users'], grain: 'day', from: '2024-01-05', to: '2024-02-20' },
        { metrics: ['new_active_users', 'resurrected_users', 'dormant_users'], grain: 'month' },
      ]
      await given({ product_events: events })
      await refreshed()
      const more = [
        ...events,
        ...events,
        made('bob', '2024-02-03', { event_id: 'd' }),
        made('cy', '2024-03-06'),
      ]
      await given({ product_events: more })
      await refreshed()
      for (const request of requests) await stored(request)
      // the same batch again changes nothing
      const rows = { sql: 'select count(*) as rows from rollups.active_users', parameters: [] }
      const [before] = await engine.query(rows)
      await refreshed()
      expect(await engine.query(rows)).toEqual([before])
      for (const request of requests) await stored(request)
    }))

  test('an account in another industry changes the past periods by industry', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, stored }) => {
      const days = ['2024-01-10', '2024-03-05'].map((day) => made('ada', day, { account_id: 'acme' }))
      const of = (industry: string) => ({
        accounts: [{ account_id: 'acme', industry }],
        product_events: days,
      })
      const request: MetricsRequestInput = { metrics: ['active_users'], by: ['industry'], grain: 'month' }
      await given(of('media'))
      await refreshed()
      await given({ ...of('finance'), product_events: [...days, made('ada', '2024-03-06')] })
      await refreshed()
      expect(await stored(request)).toContainEqual(['2024-01-01', 'finance', '1'])
    }))

  test('a query that stored rows do not answer is computed, with the reason', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, reasons, answer }) => {
      await given({ product_events: [made('ada', '2024-01-02'), made('bob', '2024-01-10')] })
      const request: MetricsRequestInput = { metrics: ['monthly_active_users'], grain: 'week' }
      const because = async (more: Partial<MetricsRequestInput>) => {
        const [rejected] = await reasons({ ...request, ...more })
        await answer({ ...request, ...more })
        return rejected?.because
      }
      expect(await because({})).toBe('It has not been filled.')
      await refreshed()
      expect(await because({})).toBeUndefined()
      expect(await because({ grain: 'quarter' })).toBe(
        'It has no values by quarter: it is stored by day, week, month.',
      )
      expect(await because({ by: ['user_country'] })).toBe('It has no values by user_country.')
      expect(await because({ timeZone: 'Asia/Kolkata' })).toBe(
        'It is stored with the canonical value of time_zone.',
      )
      expect(await because({ options: { mau_window: 30 } })).toBe(
        'It is stored with the canonical value of mau_window.',
      )
      expect(await because({ asOf: '2024-01-05' })).toMatch(/^Its values are as of 2024-01-10/)
      expect(await because({ toDate: true, metrics: ['active_users'] })).toMatch(/^Periods are cut/)
      expect(await because({ where: [{ dimension: 'industry', operator: 'ne', value: 'toys' }] })).toMatch(
        /^The condition on industry may select several values/,
      )
      expect(
        await because({ where: [{ dimension: 'industry', operator: 'eq', value: 'toys' }] }),
      ).toBeUndefined()
    }))

  test('stored rows are not read after the stored views were refreshed without them', () =>
    withStored(kind, ['active_users'], async ({ given, refreshed, reasons, stored, answer }) => {
      const events = [made('ada', '2024-01-02'), made('bob', '2024-01-10')]
      const request: MetricsRequestInput = { metrics: ['active_users'], grain: 'month' }
      await given({ product_events: events })
      await refreshed()
      expect(await stored(request)).toEqual([['2024-01-01', '2']])
      await given({ product_events: [...events, made('cy', '2024-01-03')] })
      expect((await reasons(request))[0]?.because).toBe('Stored views were refreshed after it was filled.')
      expect((await answer(request)).rows).toEqual([['2024-01-01', '3']])
    }))

  test('a rollup older than it tolerates is said in each result that reads it', () =>
    withStored(kind, ['active_users', 'signups'], async ({ given, refreshed, answer, engine, catalog }) => {
      await given({ product_events: [made('ada', '2024-01-02')] })
      const request: MetricsRequestInput = { metrics: ['active_users'], grain: 'month' }
      await refreshed()
      const ages = async () => rollupAges(catalog, await readWarehouseState(engine, catalog), new Date())
      expect((await answer(request)).provenance.notes.join()).not.toContain('was last refreshed')
      expect(await ages()).toMatchObject([
        { rollup: 'active_users', isTooOld: false },
        { rollup: 'signups', isTooOld: false },
      ])
      await engine.execute(`update plumbline.batches set published_at = published_at - interval '50 hours'`)
      await engine.execute(`update plumbline.rollup_fills set hash = 'other' where rollup = 'signups'`)
      expect((await answer(request)).provenance.notes.join()).toMatch(
        /The rollup active_users was last refreshed at .*, more than 2 days ago: run plumbline refresh\./,
      )
      expect(await ages()).toMatchObject([
        { rollup: 'active_users', isTooOld: true },
        // its values are computed, so they are not old
        { rollup: 'signups', seconds: null, isTooOld: false },
      ])
    }))

  test('a stored value that is not that of the base is found', () =>
    withStored(kind, ['signups'], async ({ given, refreshed, verified, engine }) => {
      await given({ users: [{ user_id: 'ada', signup_source: 'ads', created_at: '2024-01-01' }] })
      expect(await verified()).toEqual({
        compared: 0,
        skipped: [{ rollup: 'signups', because: 'It has not been filled.' }],
        differences: [],
      })
      await refreshed()
      expect(await verified()).toMatchObject({ skipped: [], differences: [] })
      expect((await verified()).compared).toBeGreaterThan(3)
      await engine.execute("update rollups.signups set signups = 2 where dimension_set = 'signup_source'")
      const { differences } = await verified()
      expect(differences.map(({ dimensions }) => dimensions)).toContainEqual(['signup_source'])
      expect(differences.map(({ dimensions }) => dimensions)).not.toContainEqual([])
    }))

  test('a fill that was interrupted and runs again has the rows of one that was not', () =>
    withStored(
      kind,
      ['active_users', 'growth_accounting', 'signups'],
      async ({ given, refreshed, interrupted, stored }) => {
        const events = [
          made('ada', '2024-01-02', { event_id: 'a' }),
          made('bob', '2024-02-10', { event_id: 'b' }),
        ]
        const request: MetricsRequestInput = {
          metrics: ['monthly_active_users', 'active_users'],
          grain: 'month',
        }
        await given({ product_events: events })
        await refreshed()
        await given({ product_events: [...events, made('cy', '2024-01-20', { event_id: 'c' })] })
        for (const statements of [0, 1, 2]) await interrupted(statements)
        await refreshed()
        expect(await stored(request)).toEqual([
          ['2024-01-01', '1', '2'],
          ['2024-02-01', '2', '1'],
        ])
      },
    ))
})
