import type { Engine } from '../engine/engine.ts'

/** A recorded month. */
export interface ClosedMonth {
  /** `2025-11`. */
  readonly month: string
  /** Recurring revenue in the reporting currency, an exact decimal. */
  readonly mrr: string
  readonly currency: string
  readonly accounts: number
}

/** The first month that has not ended as of now, `2025-12`; null without data. */
export async function runningMonth(engine: Engine): Promise<string | null> {
  const [row] = await engine.query<{ month: string | null }>({
    sql: `select to_char(as_of at time zone time_zone, 'YYYY-MM') as month from parameters.business`,
    parameters: [],
  })
  return row?.month ?? null
}

/** Records every month that has ended, up to `upTo` if given, and is not yet recorded; returns them. */
export async function recordMonths(engine: Engine, upTo: string | null): Promise<readonly ClosedMonth[]> {
  return engine.transaction(async (transaction) => {
    // wait for a concurrent close of the same months
    await transaction.execute('lock table plumbline.closed_months in exclusive mode')
    const months = await transaction.query<{ month: string }>({
      sql: `insert into plumbline.closed_months (month, definition, reporting_currency)
        select month, definition, reporting_currency
        from facts.closing_months
        where month <= coalesce(to_date($1::text, 'YYYY-MM'), month)
        returning to_char(month, 'YYYY-MM') as month`,
      parameters: [upTo],
    })
    const recorded = [months.map(({ month }) => `${month}-01`)]
    await transaction.query({
      sql: `insert into plumbline.closed_books (month, account_key, customer_key, mrr, amount)
        select month, account_key, customer_key, round(said_then, 8), round(amount_then, 8)
        from facts.customer_books
        where month = any ($1::date[]) and (round(said_then, 8) <> 0 or round(amount_then, 8) <> 0)`,
      parameters: recorded,
    })
    return transaction.query<ClosedMonth>({
      sql: `select
          to_char(months.month, 'YYYY-MM') as month,
          trim_scale(coalesce(sum(books.mrr), 0))::text as mrr,
          months.reporting_currency as currency,
          count(distinct books.account_key)::integer as accounts
        from plumbline.closed_months as months
        left join plumbline.closed_books as books on months.month = books.month
        where months.month = any ($1::date[])
        group by months.month, months.reporting_currency
        order by months.month`,
      parameters: recorded,
    })
  })
}
