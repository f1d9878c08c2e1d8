import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boardProblems } from '../../src/catalog/boards/board-problems.ts'
import { readBoardFiles } from '../../src/catalog/boards/read-board-files.ts'
import { formatProblem } from '../../src/catalog/headers/problem.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const board = `board: team
title: Team
description: What the team looks at.
panels:
  - title: Sign-ups
    metrics: [signups]
    by: [industry]
    grain: month
`

/** The problems of a folder with one board, `team.yaml`. */
const problemsOf = async (text: string): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'boards-'))
  await writeFile(join(folder, 'team.yaml'), text)
  const { files, problems } = await readBoardFiles(folder)
  await rm(folder, { recursive: true })
  return [...problems, ...boardProblems(files, await ownCatalog())].map(formatProblem)
}

test('a board without a mistake has no problem', async () => {
  expect(await problemsOf(board)).toEqual([])
})

describe('a mistake in a board is found, with its line', () => {
  test.each([
    [
      'an unknown metric',
      '[signups]',
      '[signup]',
      /:5: .*There is no metric signup\. Did you mean .*signups/,
    ],
    [
      'a dimension that a metric lacks',
      '[industry]',
      '[movement_motion]',
      /:5: .*signups has no dimension movement_motion/,
    ],
    ['an unknown field', 'grain:', 'grains:', /Unknown field grains\. Did you mean grain/],
    ['an unknown grain', 'grain: month', 'grain: fortnight', /grain/],
    ['the name of another file', 'board: team', 'board: squad', /:1: .*must have the name of its file, team/],
  ])('%s', async (_, piece, by, problem) => {
    const problems = await problemsOf(board.replace(piece, by))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })
})

test('the shipped boards are loaded with the definitions next to them', async () => {
  const { boards } = await ownCatalog()
  expect(boards.map((one) => one.board)).toEqual([
    'growth',
    'payback_by_motion',
    'retention_by_icp',
    'revenue_bridge',
    'time_to_add_sales',
  ])
})
