import type { Board } from '../catalog/boards/board.ts'
import { isMetricGranted, type Access } from '../policy/access.ts'

/** The boards with the questions that a caller may ask; a board without any is not shown. */
export function visibleBoards(boards: readonly Board[], access: Access): readonly Board[] {
  if (access.role === null) return boards
  return boards
    .map((board) => ({
      ...board,
      panels: board.panels.filter(({ metrics }) => metrics.every((name) => isMetricGranted(access, name))),
    }))
    .filter(({ panels }) => panels.length > 0)
}
