import { dirname, join, resolve } from 'node:path'
import { PlumblineError } from '../errors.ts'
import { assembleViews } from './assemble-views.ts'
import { assembleMetrics, dimensionsOfViews } from './assemble-metrics.ts'
import type { Catalog } from './catalog.ts'
import type { DimensionHeader } from './headers/dimension-header.ts'
import { loadSources } from './files/load-sources.ts'
import { formatProblem, type Problem } from './headers/problem.ts'
import { parseViews } from './files/parse-views.ts'
import { assembleRollups } from './rollups/assemble-rollups.ts'
import { readRollupFiles } from './rollups/read-rollup-files.ts'
import { rollupProblems } from './rollups/rollup-problems.ts'
import { boardProblems } from './boards/board-problems.ts'
import { readBoardFiles } from './boards/read-board-files.ts'
import { allRules } from './rules/all-rules.ts'

/**
 * Loads all files in `sql/`, and the boards next to it, and validates them against every rule.
 *
 * @param boardFolder the folder of the boards; by default `boards/` next to the definitions
 * @throws PlumblineError `BAD_CATALOG` with all problems at once, each with file, line and rule.
 */
export async function loadCatalog(
  directory: string,
  boardFolder = boardFolderOf(directory),
): Promise<Catalog> {
  const sources = await loadSources(join(directory, 'sources'))
  const { parsed, problems } = await parseViews(directory, sources)
  const { files: rollupFiles, problems: inRollups } = await readRollupFiles(directory)
  const boards = await readBoardFiles(boardFolder)
  rejectProblems(directory, [
    ...problems,
    ...inRollups,
    ...boards.problems,
    ...allRules.flatMap((rule) => rule(parsed)),
  ])
  const views = assembleViews(parsed)
  const viewDimensions = dimensionsOfViews(views)
  const dimensions = new Map<string, DimensionHeader>()
  for (const viewDimension of viewDimensions.values()) {
    for (const { name, header } of viewDimension.values()) dimensions.set(name, header)
  }
  const parameters = new Map(
    parsed.parameterFiles.flatMap((file) => file.parameters.map((parameter) => [parameter.name, parameter])),
  )
  const metrics = assembleMetrics(views, viewDimensions, parsed.canonical, parameters)
  rejectProblems(directory, [
    ...rollupProblems(rollupFiles, metrics),
    ...boardProblems(boards.files, { metrics }),
  ])
  return Object.freeze({
    sources,
    views,
    metrics,
    dimensions,
    viewDimensions,
    parameters,
    subjects: new Map(parsed.parameterFiles.map(({ subject }) => [subject.name, subject])),
    rollups: assembleRollups(rollupFiles, views, metrics, viewDimensions),
    boards: boards.files.map(({ content }) => content),
  })
}

/** The folder of the boards: next to the definitions. */
export function boardFolderOf(directory: string): string {
  return join(dirname(resolve(directory)), 'boards')
}

function rejectProblems(directory: string, found: readonly Problem[]): void {
  if (found.length === 0) return
  throw new PlumblineError(
    'BAD_CATALOG',
    `The files in ${directory} have ${String(found.length)} problem${found.length > 1 ? 's' : ''}.`,
    { problems: [...new Set(found.map(formatProblem))] },
  )
}
