import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'

const view = 'facts.currencies'

/**
 * The reporting currency, and the number of currencies of payments.
 *
 * @param from how the view is read: by its name where it is deployed, else as a query in brackets
 */
export async function readCurrencies(
  engine: Engine,
  catalog: Catalog,
  from: (view: string) => string = (name) => name,
): Promise<Pick<WarehouseState, 'reportingCurrency' | 'paidCurrencies'>> {
  // earlier definitions may lack it
  const isDefined = catalog.views.get(view)?.columns.includes('paid_currencies') === true
  if (!isDefined) return { reportingCurrency: null, paidCurrencies: 0 }
  const [row] = await engine.query<{ reporting_currency: string; paid_currencies: string }>({
    sql: `select reporting_currency, paid_currencies from ${from(view)} as currencies`,
    parameters: [],
    isRepeated: true,
  })
  return {
    reportingCurrency: row?.reporting_currency ?? null,
    paidCurrencies: Number(row?.paid_currencies ?? 0),
  }
}
