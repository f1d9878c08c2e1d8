import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fromRoot } from '../run.ts'
import { billOfMaterials, type PackageVersion } from './bill-of-materials.ts'
import { licenseList } from './license-list.ts'

/** Writes `release/` for the package: `sbom.cdx.json`, which scanners read, and `licenses.md`, which people read. */
const bundled = JSON.parse(
  readFileSync(fromRoot('dist/explorer/licenses.json'), 'utf8'),
) as readonly PackageVersion[]
const bill = await billOfMaterials(bundled)
rmSync(fromRoot('release'), { recursive: true, force: true })
mkdirSync(fromRoot('release'))
writeFileSync(fromRoot('release/licenses.md'), licenseList(bill))
writeFileSync(fromRoot('release/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
