import { readFileSync } from 'node:fs'
import { fromRoot, outputOf } from '../run.ts'

/** A package of a CycloneDX document, with the fields that are read here. */
export interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly licenses?: readonly (
    { readonly license: { readonly id?: string; readonly name?: string } } | { readonly expression: string }
  )[]
}

/** A CycloneDX document: the package, and everything that it contains or installs. */
export interface BillOfMaterials {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

/** The name and version of a package. */
export interface PackageVersion {
  readonly name: string
  readonly version: string
}

/** The part of `package-lock.json` that is read here: the place of a package → its facts. */
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>
}

/**
 * The packages that are installed with Plumbline, by the lock file; and those in the bundle of the explorer, which are
 * installed for development only. `npm sbom --omit dev` is not used: it also omits packages that others need, too.
 *
 * @param bundled the packages in the bundle
 * @throws Error when a bundled package is not in the lock file
 */
export async function billOfMaterials(bundled: readonly PackageVersion[]): Promise<BillOfMaterials> {
  const all = await npmSbom()
  const known = new Set(all.components.map(idOf))
  const strange = bundled.find((one) => !known.has(idOf(one)))
  if (strange !== undefined)
    throw new Error(`The explorer has ${idOf(strange)}, which is not in the lock file.`)
  const kept = new Set([...installed(), ...bundled.map(idOf)])
  const root = all.metadata.component['bom-ref']
  const components = all.components.filter((one) => kept.has(idOf(one)))
  const refs = new Set([root, ...components.map((one) => one['bom-ref'])])
  return {
    ...all,
    metadata: { ...all.metadata, component: { ...all.metadata.component, name: 'plumbline' } },
    // for its user no package is one of development
    components: components.map((one) => ({ ...one, scope: 'required', properties: [] })),
    dependencies: all.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
  }
}

async function npmSbom(): Promise<BillOfMaterials> {
  const text = await outputOf('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'])
  return JSON.parse(text) as BillOfMaterials
}

function installed(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')) as LockFile
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && dev !== true)
    .map(([place, { version }]) => idOf({ name: place.split('node_modules/').at(-1) ?? '', version }))
}

function idOf({ name, version }: PackageVersion): string {
  return `${name}@${version}`
}
