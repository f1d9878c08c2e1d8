import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from 'prettier'
import { expect, test } from 'vitest'
import { allDocuments } from '../../src/cli/documents/all-documents.ts'
import { catalogueDocument, familiesWithoutExample } from '../../src/cli/documents/catalogue-document.ts'
import { errorsDocument } from '../../src/cli/documents/errors-document.ts'
import { familiesOf } from '../../src/cli/documents/family-document.ts'
import { readExamples } from '../../src/cli/documents/worked-example.ts'
import { errorCodes } from '../../src/errors.ts'
import { commandLine } from './command-line.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const catalog = await ownCatalog()
const families = familiesOf(catalog).map(({ relation }) => relation)
const examples = await readExamples('docs/examples', families)
const pages = allDocuments(catalog, examples)

test('docs/errors.md equals the error registry, code by code', async () => {
  const page = await readFile('docs/errors.md', 'utf8')
  expect(page).toBe(errorsDocument())
  for (const [code, meaning] of Object.entries(errorCodes))
    expect(page).toContain(`## ${code}\n\n${meaning}\n`)
})

test('the catalogue lists every metric, dimension, parameter, view and source table', () => {
  const page = catalogueDocument(catalog)
  for (const { name, family } of catalog.metrics.values())
    expect(page).toContain(`\n- [\`${name}\`](catalogue/${family}.md#${name})\n`)
  for (const name of [
    ...catalog.dimensions.keys(),
    ...catalog.parameters.keys(),
    ...catalog.views.keys(),
    ...catalog.sources.keys(),
  ]) {
    expect(page).toContain(`\n- \`${name}\``)
  }
})

test('each metric has a section on the page of its family, with its formula and its parameters', () => {
  for (const { name, family, description } of catalog.metrics.values()) {
    const page = pages.get(`catalogue/${family}.md`)
    expect(page).toContain(`\n### ${name}\n\n${description.replaceAll(/\s+/g, ' ')}\n\n- Kind `)
  }
  const activation = pages.get('catalogue/activation.md')
  expect(activation).toContain(
    '- Definition: `activated_users / eligible_signups`.\n- Parameters: all below.',
  )
  expect(activation).toContain('- `activation_window_hours`, canonically `168` hours: ')
})

test('a page has the edge cases, the choices, the lineage and the worked example of its family', () => {
  const page = pages.get('catalogue/trials.md')
  expect(page).toContain('\n- A running trial has started and is in no rate.\n')
  expect(page).toMatch(
    /### Until when may a trial convert\?\n\n.+ Why: .+\n\n- ChartMogul: .+\n- To choose otherwise: `trial_grace_days`\.\n/,
  )
  expect(page).toContain('  source__subscription_periods --> ')
  expect(page).toContain(' --> metrics__trials\n')
  expect(page).toContain('trial_starts,converted_trials,trial_conversion_rate\n4,2,0.5\n')
})

test('a family without a worked example is listed in the catalogue', () => {
  const some = new Set(['trials'])
  expect(familiesWithoutExample(catalog, some)).toEqual(families.filter((family) => family !== 'trials'))
  expect(catalogueDocument(catalog, some)).toContain(
    '### Families without a worked example\n\n`account_activation`, ',
  )
  expect(catalogueDocument(catalog, new Set(families))).not.toContain('without a worked example')
})

test('a worked example of another form, or of no family, is rejected with its problems', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-examples-'))
  await writeFile(join(directory, 'nonsense.yaml'), 'story: One user.\ndata: {}\nquestions: []\nanswer: 1\n')
  await expect(readExamples(directory, families)).rejects.toMatchObject({
    code: 'BAD_CONFIGURATION',
    details: {
      problems: ['there is no family nonsense', 'questions: it is empty', ': unknown field answer'],
    },
  })
  await rm(directory, { recursive: true })
})

test('the catalogue has the canonical value of every parameter, and for as_of its origin', () => {
  const page = catalogueDocument(catalog)
  for (const name of catalog.parameters.keys())
    expect(page).toMatch(new RegExp(`\n- \`${name}\` .* Canonical: \`[^\`]+\`\\.\n`))
  expect(page).toMatch(/- `activation_window_hours` .* Canonical: `168`\./)
  expect(page).toMatch(/- `time_zone` .* Canonical: `UTC`\./)
  expect(page).toMatch(/- `as_of` .* Canonical: `parameters\.data_horizon\.as_of`\./)
})

// the check of formats reads the committed pages, which are the same
slowTest('generated files are formatted', async () => {
  for (const page of pages.values()) {
    expect(await check(page, { parser: 'markdown', printWidth: 110 })).toBe(true)
  }
})

test('the README shows the current definition hash', async () => {
  const mrr = catalog.metrics.get('mrr')
  const page = await readFile('README.md', 'utf8')
  const [, shown] = /defined by (mrr .*)/.exec(page) ?? []
  expect(shown).toBe(`mrr v${String(mrr?.version)} ${String(mrr?.hash)}`)
})

test('pages are written into docs/ of the current directory, and those of former families are removed', async () => {
  const repository = process.cwd()
  const here = await mkdtemp(join(tmpdir(), 'plumbline-docs-'))
  process.chdir(here)
  try {
    await mkdir(join('docs', 'catalogue'), { recursive: true })
    await writeFile(join('docs', 'catalogue', 'former.md'), 'Generated by `plumbline docs` from `sql/`.\n')
    await writeFile(join('docs', 'catalogue', 'notes.md'), 'Our own notes.\n')
    const { out, err, exitCode } = await commandLine('docs')
    expect([exitCode, err]).toEqual([0, ''])
    expect(out).toBe([...pages.keys()].map((name) => `docs/${name}\n`).join(''))
    expect((await readdir('docs')).sort()).toEqual(['catalogue', 'catalogue.md', 'errors.md', 'renamed.md'])
    expect((await readdir('docs/catalogue')).sort()).toEqual(
      [...families.map((family) => `${family}.md`), 'notes.md'].sort(),
    )
  } finally {
    process.chdir(repository)
    await rm(here, { recursive: true })
  }
})
