import type { MetricsResult } from '../../semantic/model/result.ts'

/** The differing rows of two results of the same query. */
export interface ResultDifference {
  /** Names of the key columns: period, dimensions, cohort and age. */
  readonly keys: readonly string[]
  readonly rows: readonly { readonly key: readonly unknown[]; readonly old: unknown; readonly new: unknown }[]
  /** The number of rows in either result. */
  readonly compared: number
}

/** Compares two results of one metric row by row; a row missing from one of them is null there. */
export function compareResults(before: MetricsResult, after: MetricsResult): ResultDifference {
  const keys = after.columns
    .filter(({ kind }) => kind === 'period' || kind === 'dimension')
    .map(({ name }) => name)
  const old = byKey(before)
  const current = byKey(after)
  const all = new Map([...old, ...current])
  const rows = [...all].map(([id, { key }]) => ({
    key,
    old: old.get(id)?.value ?? null,
    new: current.get(id)?.value ?? null,
  }))
  return { keys, rows: rows.filter((row) => row.old !== row.new), compared: all.size }
}

function byKey({
  columns,
  rows,
}: MetricsResult): ReadonlyMap<string, { key: readonly unknown[]; value: unknown }> {
  const value = columns.findIndex(({ kind }) => kind === 'metric')
  return new Map(
    rows.map((row) => {
      const key = row.filter((_value, index) => ['period', 'dimension'].includes(columns[index]?.kind ?? ''))
      return [JSON.stringify(key), { key, value: row[value] }]
    }),
  )
}
