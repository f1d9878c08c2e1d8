import type { BoardPanel } from '../../catalog/boards/board.ts'
import { toEnumValue } from '../sdl/enum-value.ts'

/** The question of a panel as input of the field `metrics`. */
export function toMetricsInput(panel: BoardPanel): object {
  const { metrics, by, where, grain, period, cohorts, options } = panel
  return {
    metrics: metrics.map((name) => toEnumValue(name)),
    by: by.map((name) => toEnumValue(name)),
    where: Object.entries(where).map(([dimension, is]) => ({ dimension: toEnumValue(dimension), is })),
    ...(grain !== undefined && { grain: toEnumValue(grain) }),
    ...(period !== undefined && { period: { relative: period } }),
    ...(cohorts !== undefined && { cohorts: toEnumValue(cohorts) }),
    options: Object.entries(options).map(([name, value]) => ({ name, value })),
    parts: true,
  }
}
