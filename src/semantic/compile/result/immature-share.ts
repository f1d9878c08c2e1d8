import type { MetricProvenance } from '../../model/result.ts'
import { hiddenColumns, maturitiesBehind } from '../../kinds/maturity.ts'
import type { Plan } from '../../model/plan.ts'
import { decimalsOf } from '../../sql/rounding.ts'

/**
 * The provenance of each metric with its immature share, from the hidden columns of the first row. Without rows, there
 * is nothing immature.
 */
export function withImmatureShare(
  plan: Plan,
  firstRow: readonly unknown[] | undefined,
): readonly MetricProvenance[] {
  const hidden = new Map(
    hiddenColumns(plan).map((name, index) => [name, Number(firstRow?.[plan.columns.length + index] ?? 0)]),
  )
  const sum = (columns: readonly string[]) =>
    columns.reduce((total, column) => total + (hidden.get(column) ?? 0), 0)
  return plan.provenance.map((metric, index) => {
    const formula = plan.outputs[index]?.formula
    const behind = formula === undefined ? [] : maturitiesBehind(plan, formula)
    const all = sum(behind.map((one) => one.all))
    if (all === 0) return metric
    const immature = sum(behind.map((one) => one.immature))
    return { ...metric, immatureCount: immature, immatureShare: share(immature, all) }
  })
}

/** A decimal without trailing zeros, as in results. */
function share(part: number, whole: number): string {
  return (part / whole).toFixed(decimalsOf('ratio')).replace(/\.?0+$/, '')
}
