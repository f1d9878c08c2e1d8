import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { rejectedWords } from './rejected-words.ts'

/** Folders whose comments and texts are held to the words; add one by its own line. */
const folders = [
  'src/catalog',
  'src/cli',
  'src/explorer',
  'src/http',
  'src/loaders',
  'src/fast-path',
  'src/query',
  'src/resolvers',
  'src/sample-data',
  'src/semantic',
  'src/sql-api',
  'src/warehouse',
  'bench',
  'tools',
]

/** Pages whose text is held to the words. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'TENETS.md',
  'CHANGELOG.md',
  'docs/GLOSSARY.md',
  'docs/ARCHITECTURE.md',
  'docs/catalogue.md',
  'docs/coverage.md',
  'docs/errors.md',
  'docs/four-churn-rates.md',
  'docs/sql-api.md',
  'sql/README.md',
  'bench/README.md',
  'test/README.md',
  ...(await readdir('docs/decisions')).map((page) => `docs/decisions/${page}`),
  ...(await readdir('docs/catalogue')).map((page) => `docs/catalogue/${page}`),
]

test.each(pages)('%s uses plain words', async (page) => {
  expect(rejectedIn(await readFile(page, 'utf8'))).toEqual([])
})

test.each(folders)('comments and texts of %s are written in plain words', async (folder) => {
  const names = await readdir(folder, { recursive: true })
  // benchmarks have packages of their own
  const own = names.filter((name) => /\.tsx?$/.test(name) && !/(?:^|\/)node_modules\//.test(name))
  const files = own.map((name) => join(folder, name))
  expect(files.length).toBeGreaterThan(0)
  expect(await rejectedInFiles(files, textsOf)).toEqual([])
})

test('comments and texts of the files in src/ are written in plain words', async () => {
  const files = (await readdir('src')).filter((name) => name.endsWith('.ts')).map((name) => join('src', name))
  expect(await rejectedInFiles(files, textsOf)).toEqual([])
})

test('the GraphQL schema is written in plain words', async () => {
  const names = (await readdir('schema', { recursive: true })).filter((name) => name.endsWith('.graphql'))
  expect(
    await rejectedInFiles(
      names.map((name) => join('schema', name)),
      (text) => text,
    ),
  ).toEqual([])
})

test('the definitions in sql/ are written in plain words', async () => {
  const names = await readdir('sql', { recursive: true })
  const files = names.filter((name) => /\.(?:sql|yaml)$/.test(name)).map((name) => join('sql', name))
  expect(files.length).toBeGreaterThan(0)
  expect(await rejectedInFiles(files, (text) => text)).toEqual([])
})

test('rejected words are found in comments and texts, and not in names and values', () => {
  expect(rejectedIn('Whoever stands for nobody')).toEqual(['Whoever', 'stands for', 'nobody'])
  const code = `/** Refused. */
    const refuse = 'falling' // for somebody
    const message = \`\${refuse} is beside the point\``
  expect(rejectedIn(textsOf(code))).toEqual(['beside', 'Refused', 'somebody'])
})

function rejectedIn(text: string): readonly string[] {
  return text.match(rejectedWords) ?? []
}

async function rejectedInFiles(
  files: readonly string[],
  read: (text: string) => string,
): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async (file) =>
      rejectedIn(read(await readFile(file, 'utf8'))).map((word) => `${file}: ${word}`),
    ),
  )
  return found.flat()
}

/** The comments of a file, and its strings of more than one word: a single word is a name or a value. */
function textsOf(code: string): string {
  const texts: string[] = []
  let withoutLiterals = code
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (node.text.trim().includes(' ')) texts.push(node.text)
      const start = node.getStart(file)
      withoutLiterals = `${withoutLiterals.slice(0, start)}${' '.repeat(node.end - start)}${withoutLiterals.slice(node.end)}`
    }
    ts.forEachChild(node, visit)
  }
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest)
  visit(file)
  return [...texts, ...(withoutLiterals.match(/\/\*[^]*?\*\/|\/\/.*/g) ?? [])].join('\n')
}
