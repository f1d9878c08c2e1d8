import { hash } from '../../catalog/hash.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * A hash over what stored values depend on besides definitions and rows: the canonical parameters, the provided tables,
 * and the currencies. The moment is compared separately.
 */
export function fillConditions({
  parameters: { as_of: _asOf, ...parameters },
  provided,
  reportingCurrency,
  paidCurrencies,
}: Pick<WarehouseState, 'parameters' | 'provided' | 'reportingCurrency' | 'paidCurrencies'>): string {
  return hash([parameters, [...provided].sort(), reportingCurrency, paidCurrencies])
}
