import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeBooks } from '../../src/cli/close-books.ts'
import type { Engine } from '../../src/warehouse/engine.ts'
import { fill, openDeployed, rolledBack, warehouseOf } from '../harness/warehouse.ts'
import type { DeployedWarehouse, Row, SourceRows, Warehouse } from '../harness/warehouse.ts'

const customers = ['late', 'moved', 'added', 'same'] as const
const amounts = { late: 100, moved: 30, added: 20, same: 7 }

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

/** Four customers since the tenth of January, as the books stand in the middle of April: one has not paid February. */
const asClosed: SourceRows = {
  billing_customers: customers.map((id) => ({ customer_id: id, account_id: id })),
  subscription_periods: customers.map((id) => period(id, amounts[id])),
  invoices: [
    ...customers.flatMap((id) =>
      ['2025-01-10', '2025-02-10', '2025-03-10', '2025-04-10']
        .filter((day) => id !== 'late' || day < '2025-02')
        .map((day) => invoice(id, day)),
    ),
    invoice('late', '2025-02-10', null),
  ],
}
const closedIn = { ...asClosed, invoices: (asClosed['invoices'] ?? []).filter(before('2025-04-05')) }

function before(day: string): (row: Row) => boolean {
  return (row) => String(row['issued_at']) < day
}

/** The same company with what became known afterwards. */
const withChanges = (changes: SourceRows): SourceRows => ({ ...asClosed, ...changes })
const movedTo = (account: string) =>
  (asClosed['billing_customers'] ?? []).map((row) =>
    row['customer_id'] === 'moved' ? { ...row, account_id: account } : row,
  )
const allPeriods = asClosed['subscription_periods'] ?? []
const lateItem = period('added', 50, { subscription_id: 'loaded late', started_at: '2025-02-15' })
const paidLate = (asClosed['invoices'] ?? []).map((row) =>
  row['paid_at'] === null ? { ...row, paid_at: '2025-04-08' } : row,
)

const engines = ['pglite', 'postgres'] as const

describe.each(engines)('a month that was recorded when it was closed, on %s', (kind) => {
  let open: DeployedWarehouse

  beforeAll(async () => {
    open = await openDeployed(kind)
  })

  afterAll(() => open.close())

  interface Books extends Warehouse {
    readonly engine: Engine
    readonly load: (tables: SourceRows) => Promise<void>
    readonly close: (upTo?: string) => ReturnType<typeof closeBooks>
    /** Month, account, reason, then, now and the difference of whatever is not what was said. */
    readonly restated: (asked?: Row) => Promise<readonly unknown[][]>
  }

  const inBooks = (work: (books: Books) => Promise<void>): Promise<void> =>
    rolledBack(open.engine, async (engine) => {
      const warehouse = warehouseOf(engine, open.catalog)
      const load = (tables: SourceRows) => fill(engine, open.catalog, tables)
      await load(closedIn)
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
            to: '2025-03-31',
            where: [{ dimension: 'restatement_reason', operator: 'isNull', value: false }],
            ...asked,
          })
          return rows.filter(({ restated_mrr }) => restated_mrr !== 0).map((row) => Object.values(row))
        },
      })
    })

  test('each month that has ended is recorded once, and none that has not', () =>
    inBooks(async ({ close, sql }) => {
      expect(await close('2025-01')).toEqual([
        { month: '2025-01', mrr: '157', currency: 'USD', accounts: 4 },
      ])
      expect(await close()).toEqual([{ month: '2025-02', mrr: '57', currency: 'USD', accounts: 3 }])
      expect(await close()).toEqual([])
      await expect(close('2025-03')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      expect(await sql('select sum(mrr) as mrr from plumbline.closed_books')).toEqual([{ mrr: 214 }])
    }))
})
