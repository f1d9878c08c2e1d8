import type { Board, BoardPanel } from '../../catalog/boards/board.ts'
import type { Access } from '../../policy/access.ts'
import { toEnumValue } from '../sdl/enum-value.ts'

/** The boards with the questions that a caller may ask; a board without any is not shown. */
export function visibleBoards(boards: readonly Board[], { role }: Access): readonly Board[] {
  if (role === null) return boards
  return boards
    .map((board) => ({
      ...board,
      panels: board.panels.filter(({ metrics }) => metrics.every((name) => role.metrics.has(name))),
    }))
    .filter(({ panels }) => panels.length > 0)
}

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
