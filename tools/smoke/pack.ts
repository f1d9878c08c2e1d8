import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fromRoot } from '../run.ts'
import { npmCli } from './installed.ts'

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

/** Files that the package needs, and files that it must not have. */
const needed = [
  'LICENSE',
  'README.md',
  'bin/plumbline.js',
  'dist/cli/main.js',
  'dist/explorer/index.html',
  'dist/explorer/licenses.json',
  'release/sbom.cdx.json',
  'release/licenses.md',
]
const unwanted = /^(src|test|tools|bench|\.ci)\//

/**
 * Packs the project for publication; fails when files are missing or superfluous.
 *
 * @param isBuilt whether `dist/` is up to date: npm would build it again
 */
export function pack(directory: string, isBuilt: boolean): string {
  // what npm would do before it packs
  for (const made of isBuilt ? ['tools/make-demo.ts', 'tools/release/main.ts'] : [])
    execFileSync(process.execPath, ['--import', 'tsx', made], { cwd: fromRoot('.'), stdio: 'inherit' })
  const output = execFileSync(
    process.execPath,
    [
      npmCli(),
      'pack',
      '--json',
      '--silent',
      ...(isBuilt ? ['--ignore-scripts'] : []),
      '--pack-destination',
      directory,
    ],
    {
      cwd: fromRoot('.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  // npm's scripts print before the JSON
  const [packed] = JSON.parse(output.slice(output.indexOf('[\n'))) as [Packed]
  const paths = packed.files.map(({ path }) => path)
  const missing = needed.filter((path) => !paths.includes(path))
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}.`)
  if (!paths.some((path) => path.startsWith('demo/')))
    throw new Error('The package lacks the archive of the demo.')
  const extra = paths.filter((path) => unwanted.test(path))
  if (extra.length > 0)
    throw new Error(`The package has ${extra.slice(0, 5).join(', ')}, which do not belong in it.`)
  console.log(`Packed ${packed.filename}: ${paths.length} files, ${(packed.size / 1e6).toFixed(1)} MB.`)
  return join(directory, packed.filename)
}
