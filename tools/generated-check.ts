import { generators } from './generators.ts'
import { outputOf } from './run.ts'
import './generate.ts'

/**
 * Regenerates everything and fails when that changed a generated file, or made one that is not committed.
 * The regenerated files stay in place: commit them.
 */
const paths = generators.flatMap((generator) => generator.writes)
const changed = await outputOf('git', ['diff', '--stat', '--', ...paths])
const untracked = await outputOf('git', ['ls-files', '--others', '--exclude-standard', '--', ...paths])

if (changed !== '' || untracked !== '') {
  console.error('Generated files are not what their sources say. They are regenerated now; commit them.')
  if (changed !== '') console.error(`\nChanged:\n${changed}`)
  if (untracked !== '') console.error(`\nNot committed:\n${untracked}`)
  process.exitCode = 1
} else {
  console.log('Generated files are clean.')
}
