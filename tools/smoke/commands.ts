import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plumblineOf, type Installed } from './installed.ts'

/**
 * Loads a small company, runs a query, deploys, copies the definitions and runs the query with the copy.
 */
export function tryCommands(installed: Installed): void {
  const run = (...words: readonly string[]) => plumblineOf(installed, ...words)
  run('generate', 'company', '--users', '60', '--seed', '3', '--out', 'company')
  run('load', 'company')

  const query = ['query', 'signups', '--format', 'csv']
  const signups = run(...query)
  if (!/^signups\n[1-9]\d*\n/.test(signups)) throw new Error(`No sign-ups: ${signups}`)

  run('deploy')
  const copy = join(installed.folder, 'sql')
  if (existsSync(copy))
    throw new Error(`${copy} exists before \`init\`: the query did not use the package's definitions.`)
  run('init')
  if (!existsSync(join(copy, 'metrics'))) throw new Error(`\`init\` copied no definitions to ${copy}.`)
  run('deploy')
  if (run(...query) !== signups) throw new Error('The definitions copied by `init` give another result.')
  console.log('Loaded, queried, deployed, copied the definitions and queried them.')
}

/** Queries the demo, which the server has left: on other versions of Node the commands need no more of the platform. */
export function tryQuery(installed: Installed): void {
  const signups = plumblineOf(installed, 'query', 'signups', '--database', 'demo', '--format', 'csv')
  if (!/^signups\n[1-9]\d*\n/.test(signups)) throw new Error(`No sign-ups: ${signups}`)
  console.log('Queried the demo.')
}
