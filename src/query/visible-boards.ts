import type { Board } from '../catalog/boards/board.ts'
import type { Access } from '../policy/access.ts'

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
