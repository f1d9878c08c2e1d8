import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeBooks } from '../../../src/cli/steps/close-books.ts'
import { deploy } from '../../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../../src/warehouse/engine/engine.ts'
import { refresh } from '../../../src/warehouse/release/refresh.ts'
import { changingDefault, loadChanged } from '../../catalog/changed-catalog.ts'
import { fill, openDeployed, rolledBack, warehouseOf } from '../../harness/warehouse.ts'
import type { DeployedWarehouse, Row, SourceRows, Warehouse } from '../../harness/warehouse.ts'
import { engineKinds } from '../../harness/engine-kinds.ts'

const amounts = { late: 100, moved: 30, added: 20, same: 7 }
const customers = Object.keys(amounts)

const invoice = (customer_id: string, issued_at: string, paid_at: string | null = issued_at): Row => ({
  customer_id,
  subscription_id: `s of ${customer_id}`,
  issued_at,
  paid_at,
})

const period = (customer_id: string, amount: number, more: Row = {}): Row => ({
  customer_id,
  subscription_id: `s of ${customer_id}`,
  amount,
  started_at: '2025-01-10',
  ...more,
})

/** Four customers since the tenth of January, as of the tenth of March: one has not paid February. */
const asClosed = {
  accounts: [...customers, 'buyer', 'signer', 'heir'].map((account_id) => ({ account_id })),
  billing_customers: customers.map((id) => ({ customer_id: id, account_id: id })),
  subscription_periods: Object.entries(amounts).map(([id, amount]) => period(id, amount)),
  invoices: [
    ...customers.map((id) => invoice(id, '2025-01-10')),
    ...customers.map((id) => invoice(id, '2025-02-10', id === 'late' ? null : '2025-02-10')),
    invoice('same', '2025-03-10'),
  ],
}

const settled = (paid_at: string): readonly Row[] =>
  asClosed.invoices.map((row) => (row['paid_at'] === null ? { ...row, paid_at } : row))

const movedTo = (account: string): readonly Row[] =>
  asClosed.billing_customers.map((row) =>
    row.customer_id === 'moved' ? { ...row, account_id: account } : row,
  )

const loadedLate = [
  ...asClosed.subscription_periods,
  period('added', 50, { subscription_id: 'another', started_at: '2025-02-15' }),
]

describe.each(engineKinds)('a month that was recorded at its close, on %s', (kind) => {
  let open: DeployedWarehouse

  beforeAll(async () => {
    open = await openDeployed(kind)
  })

  afterAll(() => open.close())

  interface Books extends Warehouse {
    readonly engine: Engine
    readonly load: (tables: SourceRows) => Promise<void>
    readonly close: (upTo?: string) => ReturnType<typeof closeBooks>
    /** Month, account, reason, closed value, current value and the difference of every restatement. */
    readonly restated: (asked?: Row) => Promise<readonly string[]>
  }

  const inBooks = (work: (books: Books) => Promise<void>): Promise<void> =>
    rolledBack(open.engine, async (engine) => {
      const warehouse = warehouseOf(engine, open.catalog)
      const load = (tables: SourceRows) => fill(engine, open.catalog, tables)
      await load(asClosed)
      await work({
        ...warehouse,
        engine,
        load,
        close: (upTo) => closeBooks(engine, open.catalog, upTo ?? null),
        restated: async (asked = {}) => {
          const rows = await warehouse.ask({
            metrics: ['said_then', 'said_now', 'restated_mrr'],
            by: ['account', 'restatement_reason'],
            grain: 'month',
            to: '2025-02-28',
            where: [{ dimension: 'restatement_reason', operator: 'isNull', value: false }],
            ...asked,
          })
          return rows
            .filter(({ restated_mrr }) => restated_mrr !== 0)
            .map((row) => Object.values(row).join(' '))
            .sort()
        },
      })
    })

  test('each ended month is recorded once, and no other month', () =>
    inBooks(async ({ close, sql }) => {
      expect(await close('2025-01')).toEqual([{ month: '2025-01', mrr: '157', currency: 'USD', accounts: 4 }])
      expect(await close()).toEqual([{ month: '2025-02', mrr: '57', currency: 'USD', accounts: 3 }])
      expect(await close()).toEqual([])
      await expect(close('2025-03')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      expect(await sql('select sum(mrr) as mrr from plumbline.closed_books')).toEqual([{ mrr: 214 }])
    }))

  test('every later change has a reason and an amount', () =>
    inBooks(async ({ close, load, restated, ask }) => {
      await close()
      expect(await restated()).toEqual([])
      await load({
        ...asClosed,
        billing_customers: movedTo('buyer'),
        subscription_periods: loadedLate,
        invoices: settled('2025-03-09'),
      })
      expect(await restated()).toEqual([
        '2025-01-01 buyer changed_mapping 0 30 30',
        '2025-01-01 moved changed_mapping 30 0 -30',
        '2025-02-01 added late_event 20 70 50',
        '2025-02-01 buyer changed_mapping 0 30 30',
        '2025-02-01 late late_payment 0 100 100',
        '2025-02-01 moved changed_mapping 30 0 -30',
      ])
      const metrics = ['said_then', 'said_now', 'restated_mrr', 'restated_accounts']
      const months = await ask({ metrics: [...metrics, 'mrr'], grain: 'month', to: '2025-02-28' })
      expect(months.map((row) => Object.values(row))).toEqual([
        ['2025-01-01', 157, 157, 0, 2, 157],
        ['2025-02-01', 57, 207, 150, 4, 207],
      ])
    }))

  test('closed books return the record, in total, by account and by movement', () =>
    inBooks(async ({ close, load, ask }) => {
      await close()
      await load({
        ...asClosed,
        billing_customers: movedTo('buyer'),
        subscription_periods: loadedLate,
        invoices: settled('2025-03-09'),
      })
      const options = { books: 'closed' }
      const balances = ['mrr', 'arr', 'said_then', 'paying_accounts']
      const months = await ask({ metrics: balances, grain: 'month', to: '2025-02-28', options })
      expect(months.map((row) => Object.values(row))).toEqual([
        ['2025-01-01', 157, 1884, 157, 4],
        ['2025-02-01', 57, 684, 57, 3],
      ])
      const february = { grain: 'month', from: '2025-02-01', to: '2025-02-28', options } as const
      const accounts = await ask({ metrics: ['mrr', 'said_then'], by: ['account'], ...february })
      const paying = accounts.map((row) => Object.values(row).slice(1)).filter(([, mrr]) => mrr !== 0)
      expect(paying.sort()).toEqual([
        ['added', 20, 20],
        ['moved', 30, 30],
        ['same', 7, 7],
      ])
      // revenue that was missing at the close has no plan
      const plans = await ask({ metrics: ['mrr'], by: ['plan'], ...february })
      expect(plans.reduce((sum, { mrr }) => sum + Number(mrr), 0)).toBe(57)
      const moves = ['starting_mrr', 'new_mrr', 'expansion_mrr', 'churned_mrr', 'reactivation_mrr', 'mrr']
      for (const movement_grain of ['account', 'customer']) {
        const moved = await ask({ metrics: moves, grain: 'month', options: { ...options, movement_grain } })
        expect(moved.map((row) => Object.values(row))).toEqual([
          ['2025-01-01', 0, 157, 0, 0, 0, 157],
          ['2025-02-01', 157, 0, 0, -100, 0, 57],
          ['2025-03-01', 57, 30, 50, -30, 100, 207],
        ])
      }
      // a record has no items: its difference is an item of its own, and the totals are equal
      const parts = ['starting_mrr', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr'] // prettier-ignore
      const byItem = { ...options, movement_grain: 'subscription_item' }
      const items = await ask({ metrics: [...parts, 'mrr'], grain: 'month', options: byItem })
      const sums = items.map((row) => parts.reduce((sum, part) => sum + Number(row[part]), 0))
      expect(sums).toEqual([157, 57, 207])
      expect(items.map(({ mrr }) => mrr)).toEqual([157, 57, 207])
    }))

  test('closed books use current definitions where the record was made with other options', () =>
    inBooks(async ({ close, load, ask }) => {
      await close('2025-01')
      await load({ ...asClosed, billing_customers: movedTo('buyer'), subscription_periods: loadedLate })
      const closed = (options: Row) =>
        ask({
          metrics: ['mrr', 'said_then'],
          grain: 'month',
          to: '2025-02-28',
          options: { books: 'closed', ...options },
        })
      // February was not recorded
      expect((await closed({})).map((row) => Object.values(row))).toEqual([
        ['2025-01-01', 157, 157],
        ['2025-02-01', 107, 107],
      ])
      expect((await closed({ past_due_grace_days: 90 })).map((row) => Object.values(row))).toEqual([
        ['2025-01-01', 157, 157],
        ['2025-02-01', 207, 207],
      ])
    }))

  test('revenue moved from one account to another is noted, although the total is unchanged', () =>
    inBooks(async ({ close, load, answer }) => {
      await close()
      await load({ ...asClosed, billing_customers: movedTo('buyer') })
      const { provenance } = await answer({ metrics: ['mrr'], grain: 'month' })
      expect(JSON.stringify(provenance.notes)).toContain('Found: 2025-01 0 2, 2025-02 0 2.')
    }))

  test('without a record only dated changes are reported', () =>
    inBooks(async ({ close, load, restated }) => {
      await close('2025-01')
      await load({
        ...asClosed,
        billing_customers: movedTo('buyer'),
        subscription_periods: loadedLate,
        invoices: settled('2025-03-09'),
      })
      expect(await restated({ from: '2025-02-01' })).toEqual(['2025-02-01 late late_payment 0 100 100'])
    }))

  test('a customer that moved and changed otherwise has both reasons', () =>
    inBooks(async ({ close, load, restated }) => {
      await close()
      await load({
        ...asClosed,
        billing_customers: movedTo('buyer'),
        subscription_periods: asClosed.subscription_periods.map((row) =>
          row['customer_id'] === 'moved' ? { ...row, amount: 45 } : row,
        ),
      })
      expect(await restated({ from: '2025-02-01' })).toEqual([
        '2025-02-01 buyer changed_mapping 0 30 30',
        '2025-02-01 buyer late_event 0 15 15',
        '2025-02-01 moved changed_mapping 30 0 -30',
      ])
    }))

  test('a payment dated before the close and loaded after it is a late event', () =>
    inBooks(async ({ close, load, restated }) => {
      await close()
      await load({ ...asClosed, invoices: settled('2025-02-20') })
      expect(await restated()).toEqual(['2025-02-01 late late_event 0 100 100'])
    }))

  test('a different result of an earlier definition is a changed definition', () =>
    inBooks(async ({ close, load, restated, engine }) => {
      await close()
      await engine.execute(`update plumbline.closed_months set definition = 'another'`)
      await load(asClosed)
      expect(await restated()).toEqual([])
      await engine.execute(
        `update plumbline.closed_books set mrr = 9 where customer_key = 'same' and month = '2025-02-01'`,
      )
      await load({ ...asClosed, invoices: settled('2025-03-09') })
      expect(await restated()).toEqual([
        '2025-02-01 late late_payment 0 100 100',
        '2025-02-01 same changed_definition 9 7 -2',
      ])
    }))

  test('another canonical value is a changed definition', () =>
    inBooks(async ({ close, engine }) => {
      await close()
      const patient = await loadChanged({
        'parameters/revenue.yaml': changingDefault('past_due_grace_days', '90'),
      })
      await deploy(engine, patient)
      await refresh(engine, patient)
      const why = await warehouseOf(engine, patient).ask({
        metrics: ['said_then', 'said_now'],
        by: ['restatement_reason'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-02-28',
      })
      expect(why.map((row) => Object.values(row).join(' ')).sort()).toEqual([
        '2025-02-01  57 57',
        '2025-02-01 changed_definition 0 100',
      ])
    }))

  test('a query with options of its own is not compared with the record', () =>
    inBooks(async ({ close, load, restated, ask }) => {
      await close()
      await load({ ...asClosed, subscription_periods: loadedLate })
      const options = { past_due_grace_days: 90 }
      expect(await restated()).toEqual(['2025-02-01 added late_event 20 70 50'])
      expect(await restated({ options })).toEqual([])
      expect(await ask({ metrics: ['said_then'], grain: 'month', to: '2025-02-28', options })).toEqual([
        { period: '2025-01-01', said_then: 157 },
        { period: '2025-02-01', said_then: 207 },
      ])
    }))

  test('a contract that moved to another account moved its revenue', () =>
    inBooks(async ({ close, load, restated }) => {
      const signedBy = (account_id: string): SourceRows => ({
        ...asClosed,
        contracts: [
          { contract_id: 'c', account_id, start_date: '2025-02-01', end_date: '2026-01-31', arr: 1200 },
        ],
      })
      await load(signedBy('signer'))
      await close()
      await load(signedBy('heir'))
      expect(await restated()).toEqual([
        '2025-02-01 heir changed_mapping 0 100 100',
        '2025-02-01 signer changed_mapping 100 0 -100',
      ])
    }))

  test('a corrected rate is reported as an exchange rate', () =>
    inBooks(async ({ close, load, restated }) => {
      const at = (rate: number): SourceRows => ({
        ...asClosed,
        subscription_periods: asClosed.subscription_periods.map((row) =>
          row['customer_id'] === 'same' ? { ...row, currency: 'EUR' } : { ...row, currency: 'USD' },
        ),
        fx_rates: [{ day: '2025-01-31', currency: 'EUR', rate }],
      })
      await load(at(2))
      await close('2025-01')
      await load(at(3))
      expect(await restated({ to: '2025-01-31' })).toEqual(['2025-01-01 same exchange_rate 14 21 7'])
    }))

  test('the record of another company does not replace the company’s own results', () =>
    inBooks(async ({ close, load, restated, ask, answer }) => {
      await close()
      await load({
        subscription_periods: [{ customer_id: 'new', amount: 5, started_at: '2025-02-20' }],
        invoices: [invoice('new', '2025-04-20')],
      })
      // accounts that no longer exist have no names
      expect(await restated({ from: '2025-02-01' })).toEqual([
        '2025-02-01  changed_mapping 57 0 -57',
        '2025-02-01 customer:new late_event 0 5 5',
      ])
      expect(await ask({ metrics: ['mrr'] })).toEqual([{ mrr: 5 }])
      const { provenance } = await answer({ metrics: ['mrr'], grain: 'month' })
      expect(JSON.stringify(provenance.notes)).toContain('2025-02 -52')
      expect(await close()).toHaveLength(1)
    }))

  test('a month without available revenue is not recorded', () =>
    inBooks(async ({ close, load }) => {
      await load({ billing_customers: asClosed.billing_customers })
      await expect(close()).rejects.toMatchObject({ code: 'METRIC_UNAVAILABLE' })
    }))
})
