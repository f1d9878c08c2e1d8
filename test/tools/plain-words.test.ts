import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { rejectedWords } from './rejected-words.ts'

test.each(['README.md', 'CONTRIBUTING.md', 'docs/GLOSSARY.md', 'docs/ARCHITECTURE.md'])(
  '%s uses plain words',
  async (page) => {
    expect((await readFile(page, 'utf8')).match(rejectedWords) ?? []).toEqual([])
  },
)

test('rejected words are found', () => {
  expect('Whoever stands for nobody'.match(rejectedWords)).toEqual(['Whoever', 'stands for', 'nobody'])
})
