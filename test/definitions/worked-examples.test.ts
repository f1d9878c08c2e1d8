import { parse } from 'csv-parse/sync'
import { describe, expect, test as plainTest } from 'vitest'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import { familiesOf } from '../../src/cli/documents/family-document.ts'
import { readExamples } from '../../src/cli/documents/worked-example.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { csvAnswer, typedRequest } from '../harness/typed-request.ts'
import type { Row } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'

/* The examples that the pages of docs/catalogue/ print: their data, questions and answers are docs/examples/. */
const catalog = await ownCatalog()
const families = familiesOf(catalog).map(({ relation }) => relation)
const examples = await readExamples('docs/examples', families)

plainTest('every family has a worked example', () => {
  expect([...examples.keys()].sort()).toEqual([...families].sort())
})

/** The rows of a CSV table, empty fields as null. */
const rowsOf = ({ columns }: SourceTable, csv: string): readonly Row[] =>
  parse<Record<string, string>>(csv, { columns: true }).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, text]) => {
        const isJson = columns.find(({ name }) => name === column)?.type === 'jsonb'
        return [column, text === '' ? null : isJson ? (JSON.parse(text) as unknown) : text]
      }),
    ),
  )

const tableOf = (name: string): SourceTable => {
  const table = catalog.sources.get(name)
  if (table === undefined) throw new Error(`The source contract has no table ${name}`)
  return table
}

onBothEngines((test) => {
  for (const [family, { data, questions }] of examples) {
    test(`the numbers on the page of ${family} are those of an engine`, async ({ given }) => {
      const tables = Object.entries(data).map(([name, csv]) => [name, rowsOf(tableOf(name), csv)] as const)
      const warehouse = await given(Object.fromEntries(tables))
      for (const { query, answer } of questions)
        expect(await csvAnswer(warehouse, typedRequest(catalog, query))).toBe(`${answer}\n`)
    })
  }
})

describe.each([...examples])('the worked example of %s', (family, { data, questions }) => {
  plainTest('asks for metrics of its family, as of a moment', () => {
    const own = [...catalog.metrics.values()].filter((metric) => metric.family === family)
    for (const { metrics, asOf } of questions.map(({ query }) => typedRequest(catalog, query))) {
      expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining([metrics[0]]))
      expect(asOf).toBeDefined()
    }
  })

  plainTest('has tables that can be loaded as printed', () => {
    for (const [name, csv] of Object.entries(data)) {
      const { columns } = tableOf(name)
      for (const row of rowsOf(tableOf(name), csv)) {
        for (const column of columns.filter(({ required }) => required))
          expect(row).toHaveProperty(column.name)
        for (const { name: column, type } of columns)
          if (type === 'timestamptz' && (row[column] ?? null) !== null) expect(row[column]).toMatch(/Z$/)
      }
    }
  })
})
