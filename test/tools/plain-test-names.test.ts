import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { rejectedWords } from './rejected-words.ts'

test('test names use plain words', async () => {
  const files = (await readdir('test', { recursive: true })).filter((name) => name.endsWith('.test.ts'))
  const rejected = await Promise.all(
    files.map(async (file) =>
      namesIn(await readFile(join('test', file), 'utf8'))
        .filter((name) => name.match(rejectedWords) !== null)
        .map((name) => `${file}: ${name}`),
    ),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(rejected.flat()).toEqual([])
})

test('a rejected word is found in every form of a test name', () => {
  const code = `
    describe('whoever signs up', () => {
      test.each([1])('%s stands beside it', (nobody) => {})
      test.skipIf(true)(\`nobody of \${code}\`, () => expect('falling').toBe('falling'))
    })
    describe.each(['pglite'])('one door', () => {})`
  expect(namesIn(code).filter((name) => name.match(rejectedWords) !== null)).toEqual([
    'whoever signs up',
    '%s stands beside it',
    'nobody of ${code}',
    'one door',
  ])
})

/** The first argument of every call of `test`, `slowTest`, `it` and `describe`, with `.each`, `.for`, `.skipIf` and the like. */
function namesIn(code: string): readonly string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [name] = node.arguments
      const isText = name !== undefined && (ts.isStringLiteralLike(name) || ts.isTemplateExpression(name))
      if (isText && ['test', 'slowTest', 'it', 'describe'].includes(calledBy(node)))
        names.push(name.getText().slice(1, -1))
    }
    node.forEachChild(visit)
  }
  visit(ts.createSourceFile('names.ts', code, ts.ScriptTarget.Latest, true))
  return names
}

/** The function at the start of a chain of calls: `test` in `test.each([1])('name', …)`. */
function calledBy(call: ts.CallExpression): string {
  let callee: ts.Expression = call.expression
  while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) callee = callee.expression
  return ts.isIdentifier(callee) ? callee.text : ''
}
