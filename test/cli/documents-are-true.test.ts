import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'

/** The hand-written documents. */
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'TENETS.md',
  'sql/README.md',
  'bench/README.md',
  'docs/ARCHITECTURE.md',
  'docs/GLOSSARY.md',
  'docs/coverage.md',
  'docs/export.md',
  'docs/four-churn-rates.md',
  'docs/operations.md',
  'docs/quick-start.md',
  ...(await readdir('docs/decisions')).map((name) => join('docs/decisions', name)),
]

/** Every option of every command, by the words of the command. */
const options = new Map(
  commands.flatMap((create) => {
    const command = create({
      out: () => 0,
      send: () => Promise.resolve(),
      err: () => 0,
      interactive: false,
      setExitCode: () => 0,
    })
    const named = (one: typeof command) => one.options.flatMap(({ long }) => long ?? [])
    return [[command.name(), [command, ...command.commands].flatMap(named)] as const]
  }),
)

/** Paths within the repository are in backquotes and start with one of its folders. */
const paths = /`((?:src|test|sql|docs|bench|tools|schema|bin|\.ci)\/[\w./-]+)`/g
const calls = /plumbline ([a-z]+)((?: +[^`\n|]*)?)/g

describe.each(documents)('%s', (document) => {
  test('names only existing files and folders', async () => {
    const text = await readFile(document, 'utf8')
    const gone = [...text.matchAll(paths)].map(([, path = '']) => path).filter((path) => !existsSync(path))
    expect(gone).toEqual([])
  })

  test('links only to existing targets', async () => {
    const text = await readFile(document, 'utf8')
    const gone = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(document, '..', target)))
    expect(gone).toEqual([])
  })

  test('shows only existing commands and options', async () => {
    const text = await readFile(document, 'utf8')
    const code = [...text.matchAll(/```sh\n([\s\S]*?)```|`(plumbline [^`]+)`/g)].map(
      ([, block = '', inline = '']) => block + inline,
    )
    const wrong = code.flatMap((lines) =>
      [...lines.matchAll(calls)].flatMap(([, name = '', rest = '']) => {
        const known = options.get(name)
        if (known === undefined) return [name]
        return [...rest.replaceAll(/(["']).*?\1/g, '').matchAll(/(?<= )--[a-z-]+/g)]
          .map(([option]) => option)
          .filter((option) => !known.includes(option) && option !== '--help')
      }),
    )
    expect(wrong).toEqual([])
  })
})

test('the folders of the import table exist', async () => {
  const page = await readFile('docs/ARCHITECTURE.md', 'utf8')
  const folders = [...page.matchAll(/`([a-z-]+)\/`/g)].map(([, name = '']) => name)
  const known = folders.filter((name) => existsSync(join('src', name)) || existsSync(name))
  expect(
    folders.filter(
      (name) =>
        !known.includes(name) &&
        !existsSync(join('src/semantic', name)) &&
        !existsSync(join('src/catalog', name)) &&
        !existsSync(join('test', name)) &&
        !existsSync(join('src/resolvers', name)) &&
        !existsSync(join('docs', name)),
    ),
  ).toEqual([])
  const lint = await readFile('eslint.config.mjs', 'utf8')
  const zones = [...lint.matchAll(/folder: '([a-z-]+)'/g)].map(([, name = '']) => name)
  expect(zones.filter((name) => !existsSync(join('src', name)))).toEqual([])
})
