import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The package, installed into an empty folder for one version of Node. */
export interface Installed {
  readonly node: string
  /** The executable, for that Node. */
  readonly plumbline: string
  /** An empty folder to work in. */
  readonly folder: string
}

/**
 * Installs the packed file like `npm install --global`, into a separate folder. A dependency that requires another Node
 * fails the installation. The files are the same for every Node: the first one installs them, and the others resolve
 * every dependency without writing it again.
 */
export function installPacked(tarball: string, node: string, home: string, version: string): Installed {
  const folder = join(home, version)
  mkdirSync(folder, { recursive: true })
  const plumbline = join(home, 'global/lib/node_modules/plumbline/bin/plumbline.js')
  const isInstalled = existsSync(plumbline)
  const prefix = join(home, isInstalled ? `global-${version}` : 'global')
  // npm needs the folder of a dry run, too
  mkdirSync(join(prefix, 'lib'), { recursive: true })
  const target = ['--prefix', prefix, ...(isInstalled ? ['--dry-run'] : [])]
  const options = ['--engine-strict', '--prefer-offline', '--no-audit', '--no-fund']
  execFileSync(node, [npmCli(), 'install', '--global', ...target, ...options, tarball], {
    cwd: folder,
    env: environmentFor(node),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { node, plumbline, folder }
}

/** The caller's environment without npm's variables of this project; npm's scripts find the same Node. */
function environmentFor(node: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))
  return { ...Object.fromEntries(others), PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}` }
}

/** Runs a command line of the installed package; returns its output, and throws when it fails. */
export function plumblineOf({ node, plumbline, folder }: Installed, ...words: readonly string[]): string {
  return execFileSync(node, [plumbline, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
    encoding: 'utf8',
    // the other output is shown on failure
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** The running npm. */
export function npmCli(): string {
  const path = process.env['npm_execpath']
  if (path === undefined) throw new Error('Run it with npm: `npm run smoke`.')
  return path
}
