import { generators } from './generators.ts'
import { outputOf } from './run.ts'
import './generate.ts'

/**
 * Regenerates all generated files, and fails when one of them changed or is not committed. The regenerated
 * files remain: commit them.
 */
const paths = generators.flatMap((generator) => generator.writes)
const changed = await outputOf('git', ['diff', '--stat', '--', ...paths])
const untracked = await outputOf('git', ['ls-files', '--others', '--exclude-standard', '--', ...paths])

if (changed !== '' || untracked !== '') {
  console.error('Generated files differ from their sources. They have been regenerated; commit them.')
  if (changed !== '') console.error(`\nChanged:\n${changed}`)
  if (untracked !== '') console.error(`\nNot committed:\n${untracked}`)
  process.exitCode = 1
} else {
  console.log('Generated files are clean.')
}
