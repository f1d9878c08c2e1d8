import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fromRoot } from './run.ts'
import { checkSql, formatSql, loadModule } from './sql-style.ts'

/**
 * Checks the style of `sql/`; with `--write`, first fixes what can be fixed automatically. File names may
 * follow; without any, all files are checked.
 */
const write = process.argv.includes('--write')
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const files = named.length > 0 ? named : sqlFiles()

await loadModule()

let found = 0
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  const formatted = write ? formatSql(text) : text
  if (formatted !== text) {
    writeFileSync(file, formatted)
    console.log(`${file}: formatted`)
  }
  for (const { line, rule } of checkSql(formatted)) {
    console.error(`${file}:${line}: ${rule}`)
    found += 1
  }
}

console.log(found === 0 ? `${files.length} SQL files are in style.` : `${found} problems in SQL style.`)
process.exitCode = found === 0 ? 0 : 1

function sqlFiles(): readonly string[] {
  process.chdir(fromRoot('.'))
  return readdirSync('sql', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .map((path) => `sql/${path}`)
    .sort()
}
