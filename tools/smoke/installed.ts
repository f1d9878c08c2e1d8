import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
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
 * Installs the packed file like `npm install --global`, into a separate folder. A dependency that requires
 * another Node fails the installation.
 */
export function installPacked(tarball: string, node: string, home: string): Installed {
  const folder = join(home, 'work')
  mkdirSync(folder, { recursive: true })
  const arguments_ = ['install', '--global', '--prefix', join(home, 'global'), '--engine-strict']
  execFileSync(node, [npmCli(), ...arguments_, '--no-audit', '--no-fund', tarball], {
    cwd: folder,
    env: environmentFor(node),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { node, plumbline: join(home, 'global/lib/node_modules/plumbline/bin/plumbline.js'), folder }
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
