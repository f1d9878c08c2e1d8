import { writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { coveragePage } from './articles/coverage-page.ts'
import { readCoverage } from './articles/read-coverage.ts'
import { fromRoot } from './run.ts'

/** Writes the page that says what answers each topic of the source articles. */
const catalog = await loadCatalog(fromRoot('sql'))
writeFileSync(fromRoot('docs/coverage.md'), coveragePage(await readCoverage(), catalog))
