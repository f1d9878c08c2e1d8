import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from 'prettier'
import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { catalogueDocument } from '../../src/cli/documents/catalogue-document.ts'
import { errorsDocument } from '../../src/cli/documents/errors-document.ts'
import { errorCodes } from '../../src/errors.ts'
import { commandLine } from './command-line.ts'

const catalog = await loadCatalog('sql')

test('docs/errors.md equals the error registry, code by code', async () => {
  const page = await readFile('docs/errors.md', 'utf8')
  expect(page).toBe(errorsDocument())
  for (const [code, meaning] of Object.entries(errorCodes))
    expect(page).toContain(`## ${code}\n\n${meaning}\n`)
})

test('the catalogue lists every metric, dimension, parameter, view and source table', () => {
  const page = catalogueDocument(catalog)
  for (const name of catalog.metrics.keys()) expect(page).toContain(`\n#### ${name}\n`)
  for (const name of [
    ...catalog.dimensions.keys(),
    ...catalog.parameters.keys(),
    ...catalog.views.keys(),
    ...catalog.sources.keys(),
  ]) {
    expect(page).toContain(`\n- \`${name}\``)
  }
})

test('the catalogue has the canonical value of every parameter, and for as_of its origin', () => {
  const page = catalogueDocument(catalog)
  for (const name of catalog.parameters.keys())
    expect(page).toMatch(new RegExp(`\n- \`${name}\` .* Canonical: \`[^\`]+\`\\.\n`))
  expect(page).toMatch(/- `activation_window_hours` .* Canonical: `168`\./)
  expect(page).toMatch(/- `time_zone` .* Canonical: `UTC`\./)
  expect(page).toMatch(/- `as_of` .* Canonical: `parameters\.data_horizon\.as_of`\./)
})

test('generated files are formatted', async () => {
  for (const page of [errorsDocument(), catalogueDocument(catalog)]) {
    expect(await check(page, { parser: 'markdown', printWidth: 110 })).toBe(true)
  }
})

test('the README shows the current definition hash', async () => {
  const mrr = catalog.metrics.get('mrr')
  const page = await readFile('README.md', 'utf8')
  const [, shown] = /defined by (mrr .*)/.exec(page) ?? []
  expect(shown).toBe(`mrr v${String(mrr?.version)} ${String(mrr?.hash)}`)
})

test('pages are written into docs/ of the current directory, not into the installation', async () => {
  const repository = process.cwd()
  const here = await mkdtemp(join(tmpdir(), 'plumbline-docs-'))
  process.chdir(here)
  try {
    const { out, exitCode } = await commandLine('docs')
    expect([exitCode, out]).toEqual([0, 'docs/catalogue.md\ndocs/errors.md\ndocs/renamed.md\n'])
    expect((await readdir('docs')).sort()).toEqual(['catalogue.md', 'errors.md', 'renamed.md'])
  } finally {
    process.chdir(repository)
    await rm(here, { recursive: true })
  }
})
