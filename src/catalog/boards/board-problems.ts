import { basename } from 'node:path'
import type { Catalog, Metric } from '../catalog.ts'
import { didYouMean, type Problem } from '../headers/problem.ts'
import type { Board, BoardPanel } from './board.ts'
import { readBoardFiles, type BoardFile } from './read-board-files.ts'

/** The problems of boards: names that are not those of their files, of metrics, of dimensions or of options. */
export function boardProblems(
  files: readonly BoardFile[],
  { metrics }: Pick<Catalog, 'metrics'>,
): readonly Problem[] {
  return files.flatMap(({ file, content: board, lineOf }) => {
    const problem = (message: string, ...path: readonly string[]): Problem => ({
      file,
      line: lineOf(...path),
      rule: 'boards-are-valid',
      message,
    })
    const own = basename(file, '.yaml')
    const misnamed =
      board.board === own ? [] : [problem(`The board must have the name of its file, ${own}.`, 'board')]
    return [
      ...misnamed,
      ...board.panels.flatMap((panel, index) =>
        sentencesOf(panel, metrics).map((sentence) => problem(sentence, 'panels', String(index))),
      ),
    ]
  })
}

/** The boards of a folder that have no problem with some definitions: those may be older than the boards. */
export async function readValidBoards(
  folder: string,
  definitions: Pick<Catalog, 'metrics'>,
): Promise<readonly Board[]> {
  const { files } = await readBoardFiles(folder)
  return files.flatMap((file) => (boardProblems([file], definitions).length === 0 ? [file.content] : []))
}

function sentencesOf(panel: BoardPanel, metrics: ReadonlyMap<string, Metric>): readonly string[] {
  const found = panel.metrics.flatMap((name) => metrics.get(name) ?? [])
  const unknown = panel.metrics.filter((name) => !metrics.has(name))
  return [
    ...unknown.map((name) => `There is no metric ${name}.${didYouMean(name, metrics.keys())}`),
    ...[...panel.by, ...Object.keys(panel.where)].flatMap((dimension) => {
      const without = found.find(({ dimensions }) => !dimensions.includes(dimension))
      if (without === undefined) return []
      return [`${without.name} has no dimension ${dimension}.${didYouMean(dimension, without.dimensions)}`]
    }),
    ...Object.keys(panel.options).flatMap((option) => {
      const known = found.flatMap(({ options }) => options)
      return known.includes(option)
        ? []
        : [`None of its metrics has the option ${option}.${didYouMean(option, known)}`]
    }),
  ]
}
