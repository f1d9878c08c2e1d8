import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateCompany } from '../../src/sample-data/generate-company.ts'
import { explainQuery } from '../../src/query/explain-query.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { runtimeOf, type OpenRuntime } from '../../src/open-runtime.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

/*
 * Query → SQL → result, over one small sample company. Each `<family>/<name>.question.json` has its SQL and its result
 * next to it. `UPDATE_GOLDEN=1 npx vitest run test/golden` rewrites them; a reviewer reads the changes.
 * `<name>.by-hand.sql` is the independent check, which is never rewritten: the query of an analyst who knows this
 * company's tables and none of Plumbline's views.
 */
const home = import.meta.dirname
const isUpdate = process.env['UPDATE_GOLDEN'] === '1'
const questions = (await readdir(home, { recursive: true }))
  .filter((name) => name.endsWith('.question.json'))
  .map((name) => name.replace('.question.json', ''))
  .sort()

let runtime: OpenRuntime

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-golden-'))
  const [{ catalog, engine }] = await Promise.all([
    openDeployed(oneEngine),
    generateCompany({ users: 200, seed: 1, directory }),
  ])
  await load(engine, catalog.sources, [directory], {
    beforeCommit: (transaction) => refresh(transaction, catalog),
  })
  await rm(directory, { recursive: true })
  runtime = runtimeOf(catalog, engine)
})

afterAll(() => runtime.close())

test('there are golden queries of every kind', () => {
  expect(questions.length).toBeGreaterThanOrEqual(10)
})

for (const name of questions) {
  test(`${name}: the SQL and the result are unchanged`, async () => {
    const question = JSON.parse(await readFile(join(home, `${name}.question.json`), 'utf8')) as MetricsRequestInput
    const { sql, parameters } = await explainQuery(runtime, question)
    const answer = await runQuery(runtime, question)
    await compare(`${name}.sql`, sqlFile(sql, parameters))
    await compare(`${name}.answer.json`, answerFile(answer))
  })

  test(`${name}: the hand-written query over the company's own tables gives the same result`, async () => {
    const byHand = await runtime.engine.query<Record<string, unknown>>({
      sql: await readFile(join(home, `${name}.by-hand.sql`), 'utf8'),
      parameters: [],
    })
    const answer = await runQuery(
      runtime,
      JSON.parse(await readFile(join(home, `${name}.question.json`), 'utf8')) as MetricsRequestInput,
    )
    const shown = answer.columns.flatMap(({ name: column, kind }, index) =>
      kind === 'maturity' ? [] : [{ column, index }],
    )
    expect(byHand.map((row) => shown.map(({ column }) => plain(row[column])))).toEqual(
      answer.rows.map((row) => shown.map(({ index }) => plain(row[index]))),
    )
  })
}

/** A number without trailing zeros. */
function plain(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value
}

async function compare(file: string, text: string): Promise<void> {
  const path = join(home, file)
  if (isUpdate) await writeFile(path, text)
  expect(text, `${file} is another one now`).toBe(await readFile(path, 'utf8').catch(() => ''))
}

/** The statement, preceded by the values bound to each placeholder. */
function sqlFile(sql: string, parameters: readonly unknown[]): string {
  const bound = parameters.map((value, index) => `-- $${index + 1}: ${JSON.stringify(value)}\n`)
  return `${bound.join('')}\n${sql}\n`
}

/** Each number with its description, its currency and its immature part. */
function means(columns: MetricsResult['columns'], { metrics }: MetricsResult['provenance']): string {
  const sentences = metrics.map(({ column, description, immatureCount, immatureShare }) => {
    const currency = columns.find(({ name }) => name === column)?.currency ?? null
    const open =
      immatureCount === null ? [] : [`Not known yet: ${immatureCount}, a share of ${immatureShare ?? '0'}.`]
    const text = [description, ...(currency === null ? [] : [`In ${currency}.`]), ...open].join(' ')
    return `    ${JSON.stringify(column)}: ${JSON.stringify(text.replaceAll(/\s+/g, ' '))}`
  })
  return `{\n${sentences.join(',\n')}\n  }`
}

/** One row per line, so that a changed number is a changed line. */
function answerFile({ columns, rows, totals, provenance }: MetricsResult): string {
  const list = (lines: readonly unknown[]) => `[\n${lines.map((line) => `    ${JSON.stringify(line)}`).join(',\n')}\n  ]`
  const fields = [
    `"asOf": ${JSON.stringify(provenance.asOf)}`,
    ...(provenance.notes.length === 0 ? [] : [`"notes": ${JSON.stringify(provenance.notes)}`]),
    `"means": ${means(columns, provenance)}`,
    `"columns": ${JSON.stringify(columns.map(({ name }) => name))}`,
    `"rows": ${rows.length === 0 ? '[]' : list(rows)}`,
    ...(totals === null ? [] : [`"totals": ${JSON.stringify(totals)}`]),
  ]
  return `{\n  ${fields.join(',\n  ')}\n}\n`
}
