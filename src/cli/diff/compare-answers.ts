import type { MetricsResult } from '../../semantic/model/result.ts'

/** The rows of two answers to the same question in which they differ. */
export interface AnswerDifference {
  /** Names of what identifies a row: period, dimensions, cohort and age. */
  readonly keys: readonly string[]
  readonly rows: readonly { readonly key: readonly unknown[]; readonly old: unknown; readonly new: unknown }[]
  /** Rows in either answer. */
  readonly compared: number
}

/** Compares two answers for one metric, row by row; a row that only one of them has is null in the other. */
export function compareAnswers(before: MetricsResult, after: MetricsResult): AnswerDifference {
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
