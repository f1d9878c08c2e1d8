import { readFile } from 'node:fs/promises'
import { check } from 'prettier'
import { expect, test } from 'vitest'
import { readSchema } from '../../src/resolvers/schema/read-schema.ts'
import { coveragePage } from '../../tools/articles/coverage-page.ts'
import { coverageProblems } from '../../tools/articles/coverage-problems.ts'
import { answersOf, readCoverage } from '../../tools/articles/read-coverage.ts'
import type { Topic } from '../../tools/articles/read-coverage.ts'
import { namesIn, readTestFiles } from '../../tools/articles/test-files.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const coverage = await readCoverage()
const catalog = await ownCatalog()
const schema = readSchema(catalog)
const files = readTestFiles()

test('every name that answers a line exists, and a test of the line asks for each metric', () => {
  expect(coverageProblems(coverage, catalog, schema, files)).toEqual([])
})

test('every metric is asked for where its number is worked out by hand', () => {
  const byHand = [...files.keys()].filter((file) =>
    /^(test\/(definitions|reference)|docs\/examples)\//.test(file),
  )
  const asked = new Set(byHand.flatMap((file) => [...namesIn(files, file)]))
  expect([...catalog.metrics.keys()].filter((name) => !asked.has(name))).toEqual([])
})

test('the 34 topics of the articles each have an answer, or say what is absent', () => {
  expect(coverage.topics).toHaveLength(34)
  expect(new Set(coverage.topics.map(({ topic }) => topic)).size).toBe(34)
  for (const topic of coverage.topics) expect(topic.absent ?? answersOf(topic)).not.toEqual([])
})

test('a name that does not exist is a problem, of each kind', () => {
  const topic: Topic = {
    topic: 'Growth',
    article: 'A9',
    metrics: ['mrr', 'growth'],
    dimensions: ['industry', 'color'],
    fields: ['Account.buyers', 'Account.growth', 'Growth.account'],
    parameters: ['time_zone', 'zone'],
    signals: ['grown'],
    how: 'Look at it.',
    tests: ['test/grown.test.ts'],
  }
  const line = {
    ...topic,
    line: 'Activation',
    metrics: ['activation_rate'],
    tests: ['docs/examples/habit.yaml'],
  }
  const sections = [
    { title: 'More', lines: [{ ...line, dimensions: [], fields: [], parameters: [], signals: [] }] },
  ]
  expect(coverageProblems({ articles: {}, topics: [topic], sections }, catalog, schema, files)).toEqual([
    'Growth: there is no article A9',
    'Growth: growth is not among the metrics',
    'Growth: color is not among the dimensions',
    'Growth: Account.growth is not among the fields',
    'Growth: Growth.account is not among the fields',
    'Growth: zone is not among the parameters',
    'Growth: grown is not among the signals',
    'Growth: there is no test test/grown.test.ts',
    'Growth: none of its tests asks for mrr',
    'Growth: none of its tests asks for growth',
    'Activation: none of its tests asks for activation_rate',
  ])
})

test('docs/coverage.md is generated from the data, formatted, and lists what is absent', async () => {
  const page = coveragePage(coverage, catalog)
  expect(await readFile('docs/coverage.md', 'utf8')).toBe(page)
  expect(await check(page, { parser: 'markdown', printWidth: 110 })).toBe(true)
  const listed = page.slice(page.indexOf('## Absent'))
  const lines = coverage.sections.flatMap(({ lines: all }) => all.map(({ line, absent }) => [line, absent]))
  for (const [line, absent] of [...coverage.topics.map(({ topic, absent: part }) => [topic, part]), ...lines])
    if (absent !== undefined) expect(listed).toContain(`- ${String(line)}: ${absent}\n`)
})
