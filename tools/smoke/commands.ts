import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plumblineOf, type Installed } from './installed.ts'

/** Loads a small company, asks, deploys, copies the definitions out and asks by those. */
export function tryCommands(installed: Installed): void {
  const run = (...words: readonly string[]) => plumblineOf(installed, ...words)
  run('generate', 'company', '--users', '60', '--seed', '3', '--out', 'company')
  run('load', 'company')

  const question = ['query', 'signups', '--format', 'csv']
  const signups = run(...question)
  if (!/^signups\n[1-9]\d*\n/.test(signups)) throw new Error(`Nobody signed up: ${signups}`)

  run('deploy')
  const copy = join(installed.folder, 'sql')
  if (existsSync(copy))
    throw new Error(`${copy} is there before \`init\`: the answer was not of the package.`)
  run('init')
  if (!existsSync(join(copy, 'metrics'))) throw new Error(`\`init\` copied no definitions to ${copy}.`)
  run('deploy')
  if (run(...question) !== signups) throw new Error('The definitions that `init` copied answer otherwise.')
  console.log('Loaded, asked, deployed, copied the definitions out and asked by those.')
}
