import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { packageVersion } from '../../src/version.ts'
import { billOfMaterials } from '../../tools/release/bill-of-materials.ts'
import { licenseList } from '../../tools/release/license-list.ts'

interface Locked {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** What `npm install plumbline` installs: from the package's dependencies to theirs, as Node finds them. */
async function installedPackages(): Promise<readonly { name: string; version: string }[]> {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const found = new Map<string, { name: string; version: string }>()
  const visit = (place: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = placesOf(place, name).find((one) => packages[one] !== undefined)
      if (at === undefined || found.has(at)) continue
      found.set(at, { name, version: packages[at]?.version ?? '' })
      visit(at)
    }
  }
  visit('')
  return [...found.values()]
}

/** Where a package is looked for, from its user's own folder upwards. */
function placesOf(user: string, name: string): readonly string[] {
  const own = `${user === '' ? '' : `${user}/`}node_modules/${name}`
  return user === ''
    ? [own]
    : [own, ...placesOf(user.slice(0, user.lastIndexOf('node_modules/')).replace(/\/$/, ''), name)]
}

describe('the bill of materials', async () => {
  const react = { name: 'react', version: await versionOf('react') }
  const bill = await billOfMaterials([react])

  test('and the list of licenses have every package that is installed', async () => {
    const installed = await installedPackages()
    const list = licenseList(bill)
    expect(installed.length).toBeGreaterThan(100)
    const listed = bill.components.map(({ name, version }) => `${name}@${version}`)
    expect(listed).toEqual(expect.arrayContaining(installed.map(({ name, version }) => `${name}@${version}`)))
    for (const { name, version } of installed) expect(list).toContain(`| ${name} | ${version} | `)
  })

  test('has the packages that are only in the bundle of the explorer, and no other of development', () => {
    const names = bill.components.map(({ name }) => name)
    expect(names).toContain('react')
    expect(names).not.toContain('vitest')
    expect(bill.metadata.component.name).toBe('plumbline')
  })

  test('does not take a bundled package that the lock file lacks', async () => {
    await expect(billOfMaterials([{ ...react, version: '0.0.0' }])).rejects.toThrow('react@0.0.0')
  })
})

describe('a list of licenses', () => {
  const components = (license: string) => ({
    components: [{ name: 'one', version: '1.0.0', licenses: [{ expression: license }] }],
  })

  test.each(['MIT', 'MIT AND BSD-3-Clause', 'GPL-3.0-only OR Apache-2.0'])(
    'has a package under %s',
    (license) => {
      expect(licenseList(components(license))).toContain(`| one | 1.0.0 | ${license} |`)
    },
  )

  test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE'])(
    'rejects a package under %s',
    (license) => {
      expect(() => licenseList(components(license))).toThrow(`one@1.0.0 (${license})`)
    },
  )

  test('rejects a package without a license', () => {
    expect(() => licenseList({ components: [{ name: 'one', version: '1.0.0' }] })).toThrow('(none)')
  })
})

test('the package has both, made while it is packed', async () => {
  const { files, scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    files: readonly string[]
    scripts: Readonly<Record<string, string>>
  }
  expect(files).toContain('release/')
  expect(scripts['prepack']).toContain('tools/release/main.ts')
})

test('the change log begins with this version', async () => {
  const log = await readFile('CHANGELOG.md', 'utf8')
  expect(/^## (.*)$/m.exec(log)?.[1]).toBe(packageVersion())
})

async function versionOf(name: string): Promise<string> {
  return (JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as { version: string })
    .version
}
