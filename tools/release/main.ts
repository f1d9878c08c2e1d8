import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fromRoot } from '../run.ts'
import { billOfMaterials, type PackageVersion } from './bill-of-materials.ts'
import { licenceList } from './licence-list.ts'

/** Writes `release/` for the package: `sbom.cdx.json`, which scanners read, and `licences.md`, which people read. */
const bundled = JSON.parse(
  readFileSync(fromRoot('dist/explorer/licences.json'), 'utf8'),
) as readonly PackageVersion[]
const bill = await billOfMaterials(bundled)
mkdirSync(fromRoot('release'), { recursive: true })
writeFileSync(fromRoot('release/licences.md'), licenceList(bill))
writeFileSync(fromRoot('release/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
