import type { ArrayResult } from '../src/warehouse/engine/engine.ts'

/**
 * The first differing rows of two results as text; numbers are equal to nine digits. Rows whose measures
 * (the last columns) are all 0 or null are ignored: hand-written queries do not fill empty periods.
 */
export function differences(one: ArrayResult, other: ArrayResult, measures: number): readonly string[] {
  const isFilled = (row: readonly unknown[]) =>
    row.slice(-measures).some((value) => value !== null && Number(value) !== 0)
  const [left, right] = [one.rows.filter(isFilled).map(toText), other.rows.filter(isFilled).map(toText)]
  const length = Math.max(left.length, right.length)
  return Array.from({ length }, (_, row) => row)
    .filter((row) => left[row] !== right[row])
    .slice(0, 3)
    .map((row) => `row ${row + 1}: compiled ${left[row] ?? 'has none'}, by hand ${right[row] ?? 'has none'}`)
}

function toText(row: readonly unknown[]): string {
  return JSON.stringify(row.map((value) => (isNumeric(value) ? Number(Number(value).toFixed(9)) : value)))
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
}
