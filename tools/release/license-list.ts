import satisfies from 'spdx-satisfies'
import type { Component } from './bill-of-materials.ts'

type LicensedPackage = Pick<Component, 'name' | 'version' | 'licenses'>

/** Licenses that ask for a notice and nothing else, by their SPDX identifiers. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]

/**
 * The packages with their licenses, as a page.
 *
 * @throws Error with every package whose license is unknown, or is not permissive
 */
export function licenseList({ components }: { readonly components: readonly LicensedPackage[] }): string {
  const packages = [...components].sort((one, other) => one.name.localeCompare(other.name, 'en'))
  const rejected = packages.filter((one) => !isPermissive(licenseOf(one)))
  if (rejected.length > 0)
    throw new Error(
      `These licenses are unknown or not permissive: ${rejected.map((one) => `${one.name}@${one.version} (${licenseOf(one) ?? 'none'})`).join(', ')}.`,
    )
  const lines = packages.map((one) => `| ${one.name} | ${one.version} | ${licenseOf(one) ?? ''} |`)
  return `# Licenses

The packages that are installed with Plumbline or are in the bundle of its explorer. The texts are in the folder of each
package, and of the bundle in \`dist/explorer/licenses.json\`.

| Package | Version | License |
| --- | --- | --- |
${lines.join('\n')}
`
}

function isPermissive(license: string | null): boolean {
  if (license === null) return false
  try {
    return satisfies(license, permissive)
  } catch {
    // no SPDX expression
    return false
  }
}

/** The SPDX expression; null when a package states none. */
function licenseOf({ licenses = [] }: LicensedPackage): string | null {
  const [first] = licenses
  if (first === undefined) return null
  return 'expression' in first ? first.expression : (first.license.id ?? first.license.name ?? null)
}
