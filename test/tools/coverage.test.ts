import { readFile } from 'node:fs/promises'
import { check } from 'prettier'
import { expect, test } from 'vitest'
import { readSchema } from '../../src/resolvers/schema/read-schema.ts'
import { coveragePage } from '../../tools/articles/coverage-page.ts'
import { coverageProblems } from '../../tools/articles/coverage-problems.ts'
import { answersOf, readCoverage } from '../../tools/articles/read-coverage.ts'
import type { Topic } from '../../tools/articles/read-coverage.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const coverage = await readCoverage()
const catalog = await ownCatalog()
const schema = readSchema(catalog)

test('every name that answers a topic of the articles exists', () => {
  expect(coverageProblems(coverage, catalog, schema)).toEqual([])
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
  }
  expect(coverageProblems({ articles: {}, topics: [topic] }, catalog, schema)).toEqual([
    'Growth: there is no article A9',
    'Growth: growth is not among the metrics',
    'Growth: color is not among the dimensions',
    'Growth: Account.growth is not among the fields',
    'Growth: Growth.account is not among the fields',
    'Growth: zone is not among the parameters',
    'Growth: grown is not among the signals',
  ])
})

test('docs/coverage.md is generated from the data, formatted, and lists what is absent', async () => {
  const page = coveragePage(coverage, catalog)
  expect(await readFile('docs/coverage.md', 'utf8')).toBe(page)
  expect(await check(page, { parser: 'markdown', printWidth: 110 })).toBe(true)
  const listed = page.slice(page.indexOf('## Absent'))
  for (const { topic, absent } of coverage.topics)
    if (absent !== undefined) expect(listed).toContain(`- ${topic}: ${absent}\n`)
})
