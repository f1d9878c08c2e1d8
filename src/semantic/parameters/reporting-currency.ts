import type { Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { ResolvedParameters } from './resolve-parameters.ts'

const option = 'reporting_currency'

/**
 * The currency of all money in the result; null when neither the data nor the parameters state it.
 *
 * @throws PlumblineError `MIXED_CURRENCIES` for a currency other than the target of the exchange rates
 */
export function resolveCurrency(
  metrics: readonly Metric[],
  { values, deviations }: ResolvedParameters,
  { reportingCurrency, paidCurrencies }: WarehouseState,
): string | null {
  if (paidCurrencies === 0) {
    return values.reporting_currency
  }
  const converted = metrics.find(({ options }) => options.includes(option))
  if (converted !== undefined && deviations.has(option) && values.reporting_currency !== reportingCurrency) {
    const paid = paidCurrencies === 1 ? 'one currency' : `${String(paidCurrencies)} currencies`
    throw new PlumblineError(
      'MIXED_CURRENCIES',
      `${converted.name} cannot be reported in ${values.reporting_currency}: customers pay in ${paid}, and the ` +
        `exchange rates convert to ${reportingCurrency ?? 'the canonical one'} only. Query without ${option}; to ` +
        `change the currency permanently, load rates to it and name it in the parameters.`,
      { subject: option, valid: reportingCurrency === null ? [] : [reportingCurrency] },
    )
  }
  return reportingCurrency
}
