import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { dbtProject } from '../../../src/cli/dbt/project-files.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'

const catalog = await ownCatalog()
const files = dbtProject(catalog)

const content = (path: string) => parse(files.get(path) ?? '') as Record<string, Record<string, unknown>[]>

/** What dbt makes of a model: its references become names of relations. */
function compiled(text: string): string {
  return text
    .replace(/\{\{ config\(.*?\) \}\}/, '')
    .replaceAll(/\{\{ source\('(\w+)', '(\w+)'\) \}\}/g, '$1.$2')
    .replaceAll(/\{\{ ref\('([a-z]+)__(\w+)'\) \}\}/g, '$1.$2')
    .trim()
}

test('every view is a model, which compiles to its own select', () => {
  for (const { layer, relation, body } of catalog.views.values()) {
    const model = files.get(`models/${layer}/${layer}__${relation}.sql`)
    expect(compiled(model ?? '')).toBe(body.trim())
  }
})

test('stored views are tables, others are views', () => {
  for (const { layer, relation, header } of catalog.views.values())
    expect(files.get(`models/${layer}/${layer}__${relation}.sql`)).toContain(
      `materialized='${header.stored ? 'table' : 'view'}'`,
    )
})

test('every reference is to a model or a source of the project', () => {
  const sources = content('models/sources.yml')['sources'] as unknown as {
    name: string
    tables: { name: string }[]
  }[]
  const known = new Set(sources.flatMap(({ name, tables }) => tables.map((table) => `${name}.${table.name}`)))
  for (const text of files.values()) {
    for (const [, schema = '', table = ''] of text.matchAll(/source\('(\w+)', '(\w+)'\)/g))
      expect(known).toContain(`${schema}.${table}`)
    for (const [, model = ''] of text.matchAll(/ref\('(\w+)'\)/g))
      expect(
        [...files.keys()].some((path) => path.endsWith(`/${model}.sql`)),
        model,
      ).toBe(true)
  }
})

test('the rules of the contract are tests of sources', () => {
  const tables = (content('models/sources.yml')['sources']?.[0]?.['tables'] ?? []) as {
    name: string
    columns: { name: string; data_tests?: unknown[] }[]
    data_tests?: unknown[]
  }[]
  const periods = tables.find(({ name }) => name === 'subscription_periods')
  expect(periods?.data_tests).toEqual([{ unique_together: { arguments: { columns: ['period_id'] } } }])
  const interval = periods?.columns.find(({ name }) => name === 'interval')
  expect(interval?.data_tests).toContain('not_null')
})

test('every metric is exported or named with the reason why it is not', () => {
  const exported = (content('models/metrics.yml')['metrics'] ?? []).map(({ name }) => name as string)
  const left = [...(files.get('not_exported.md') ?? '').matchAll(/^- `(\w+)`: \S/gm)].map(
    ([, name = '']) => name,
  )
  expect([...exported, ...left].sort()).toEqual([...catalog.metrics.keys()].sort())
  expect(exported).toEqual(
    expect.arrayContaining(['signups', 'mrr', 'arr', 'paying_accounts', 'seat_penetration']),
  )
  // a rate of windows that are over depends on the moment of the question
  expect(left).toContain('activation_rate')
})

test('a metric is computed from exported ones only', () => {
  const metrics = content('models/metrics.yml')['metrics'] as unknown as {
    name: string
    type_params: {
      metrics?: { name: string }[]
      numerator?: { name: string }
      denominator?: { name: string }
    }
  }[]
  const names = new Set(metrics.map(({ name }) => name))
  for (const { type_params: given } of metrics)
    for (const input of [...(given.metrics ?? []), given.numerator, given.denominator])
      if (input !== undefined) expect(names).toContain(input.name)
})
