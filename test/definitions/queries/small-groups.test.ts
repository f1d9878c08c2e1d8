import { describe, expect } from 'vitest'
import { onBothEngines, type Warehouse } from '../../harness/warehouse.ts'
import { accessTo } from '../../property/access-to.ts'

const use = (number: number, user: string | null, day: string, name = 'make') => ({
  event_id: `e${String(number)}`,
  occurred_at: `${day}T12:00:00Z`,
  event_name: name,
  user_id: user,
  workspace_id: 'w1',
})

/** Two users share in January; in February three make and a fourth one shares, in March three make again. */
const product_events = [
  use(1, 'ada', '2024-01-10', 'share'),
  use(2, 'bob', '2024-01-11', 'share'),
  use(3, 'ada', '2024-02-01'),
  use(4, 'bob', '2024-02-02'),
  use(5, 'cy', '2024-02-03'),
  use(6, 'cy', '2024-02-04'),
  use(7, 'di', '2024-02-05', 'share'),
  ...['ada', 'bob', 'cy'].map((user, index) => use(8 + index, user, '2024-03-01')),
]
const workspaces = [{ workspace_id: 'w1', created_at: '2024-01-01T00:00:00Z' }]
const company = { product_events, workspaces }

/** The same warehouse for a role that sees no value of fewer than three members. */
function ofThree(warehouse: Warehouse): Warehouse {
  const { role, ...access } = accessTo([])
  return warehouse.as({ ...access, accounts: null, role: role && { ...role, minGroupSize: 3 } })
}

const inFebruary = { from: '2024-02-01', to: '2024-02-29' }

onBothEngines((test) => {
  describe('a role with a smallest group of three', () => {
    test('gets null for values of one or two users, and the values of three; without users, zero', async ({
      given,
    }) => {
      const rows = await ofThree(await given(company)).ask({
        metrics: ['active_events', 'active_users'],
        grain: 'month',
        from: '2023-12-01',
        to: '2024-02-29',
        where: [{ dimension: 'event_name', operator: 'in', value: ['make', 'share'] }],
      })
      expect(rows).toEqual([
        { period: '2023-12-01', active_events: 0, active_users: 0 },
        { period: '2024-01-01', active_events: null, active_users: null },
        { period: '2024-02-01', active_events: 5, active_users: 4 },
      ])
    })

    test('gets no total from which a withheld value could be subtracted', async ({ given }) => {
      const warehouse = ofThree(await given(company))
      const request = { metrics: ['active_events'], by: ['event_name'], ...inFebruary, totals: true }
      const open = await warehouse.answer(request)
      expect(open.rows).toEqual([
        ['make', '4'],
        ['share', null],
      ])
      expect(open.totals).toEqual([null, null])
      const closed = await warehouse.answer({
        ...request,
        where: [{ dimension: 'event_name', operator: 'eq', value: 'make' }],
      })
      expect(closed.totals).toEqual([null, '4'])
    })

    test('gets no total that covers a withheld value on another page, or behind a condition', async ({
      given,
    }) => {
      const warehouse = ofThree(await given(company))
      const request = { metrics: ['active_events'], by: ['event_name'], ...inFebruary, totals: true }
      const page = await warehouse.answer({ ...request, first: 1 })
      const selected = await warehouse.answer({
        ...request,
        having: [{ column: 'active_events', operator: 'gt', value: 0 }],
      })
      for (const { rows, totals } of [page, selected]) {
        expect(rows).toEqual([['make', '4']])
        expect(totals).toEqual([null, null])
      }
    })

    test('gets no subtotal that covers a withheld value', async ({ given }) => {
      const { subtotals, totals } = await ofThree(await given(company)).answer({
        metrics: ['active_events'],
        by: ['workspace_name', 'event_name'],
        grain: 'month',
        from: '2024-01-01',
        to: '2024-03-31',
        totals: true,
        subtotals: true,
      })
      expect(subtotals.map(({ rows }) => rows.map((row) => row.at(-1)))).toEqual([
        [null, null, '3'],
        [null, null, '3'],
      ])
      expect(totals?.at(-1)).toBeNull()
    })

    test('cannot find a withheld value by a condition, and orders it last', async ({ given }) => {
      const warehouse = ofThree(await given(company))
      const request = { metrics: ['active_events'], by: ['event_name'], ...inFebruary }
      const atMostOne = { column: 'active_events', operator: 'lte' as const, value: 1 }
      expect(await warehouse.ask({ ...request, having: [atMostOne] })).toEqual([])
      const ordered = await warehouse.ask({
        ...request,
        orderBy: [{ column: 'active_events', direction: 'asc' }],
      })
      expect(ordered.map((row) => row['event_name'])).toEqual(['make', 'share'])
    })

    test('gets no comparison with a withheld value', async ({ given }) => {
      const { rows, totals } = await ofThree(await given(company)).answer({
        metrics: ['active_users'],
        grain: 'month',
        ...inFebruary,
        compareTo: ['previous'],
        totals: true,
      })
      expect(rows).toEqual([['2024-02-01', '4', null, null, null]])
      expect(totals).toEqual([null, null, null, null, null])
    })

    test('gets a running total in full: it is withheld by its own members, not added up from what is shown', async ({
      given,
    }) => {
      const rows = await ofThree(await given(company)).ask({
        metrics: [{ metric: 'active_events', over: 'all_time' }],
        grain: 'month',
        from: '2024-01-01',
        to: '2024-02-29',
      })
      expect(rows.map((row) => row['active_events'])).toEqual([null, 7])
    })

    test('gets no value of events without a user: someone is behind them', async ({ given }) => {
      const rows = await ofThree(
        await given({ product_events: [use(1, null, '2024-02-01')], workspaces }),
      ).ask({
        metrics: ['active_events', 'active_users'],
      })
      expect(rows).toEqual([{ active_events: null, active_users: 0 }])
    })

    test('gets retained users where three returned, and averages of which the largest cohort has three', async ({
      given,
    }) => {
      const cohort = (month: string, users: readonly string[], back: readonly string[]) => [
        ...users.map((user, index) => use(Number(month) * 100 + index, user, `2024-${month}-01`)),
        ...back.map((user, index) =>
          use(Number(month) * 100 + 50 + index, user, `2024-0${String(Number(month) + 1)}-02`),
        ),
      ]
      const warehouse = ofThree(
        await given({
          product_events: [
            ...cohort('01', ['a', 'b', 'c', 'd'], ['a', 'b', 'c']),
            ...cohort('02', ['e', 'f'], ['e']),
            use(999, 'a', '2024-05-01'),
          ],
          workspaces,
        }),
      )
      const request = {
        metrics: ['user_retention_rate'],
        grain: 'month' as const,
        parts: true,
        where: [{ dimension: 'age', operator: 'lte' as const, value: 1 }],
        options: { retention_start_event: 'make', retention_return_event: 'make' },
      }
      const cells = await warehouse.ask({ ...request, to: '2024-02-29' })
      expect(cells.map((row) => [row['cohort'], row['age'], row['user_retention_rate.numerator']])).toEqual([
        ['2024-01-01', 0, 4],
        ['2024-01-01', 1, 3],
        ['2024-02-01', 0, null],
        ['2024-02-01', 1, null],
      ])
      const averages = await warehouse.ask({ ...request, to: '2024-02-29', cohorts: 'weighted_average' })
      expect(
        averages.map((row) => [row['age'], row['user_retention_rate.numerator'], row['user_retention_rate']]),
      ).toEqual([
        [0, 6, 1],
        [1, 4, 0.666666666667],
      ])
    })

    test('reads in the notes what is withheld, and how many values are', async ({ given }) => {
      const warehouse = ofThree(await given(company))
      const { provenance } = await warehouse.answer({
        metrics: ['active_events', 'eligible_signups'],
        grain: 'month',
        from: '2024-01-01',
        to: '2024-02-29',
      })
      expect(provenance.notes).toEqual(
        expect.arrayContaining([
          'Values of fewer than 3 users are withheld, and so are totals over them: they are null (active_events, eligible_signups).',
          expect.stringMatching(/^withheld: 1 of active_events/),
        ]),
      )
      // the number of users whose window is open is a number of few users, too
      expect(provenance.metrics.map(({ immatureCount }) => immatureCount)).toEqual([null, null])
    })
  })
})
