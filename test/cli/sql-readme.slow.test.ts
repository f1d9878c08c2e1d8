import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerFields } from '../../src/catalog/headers/view-header.ts'
import { checkSql, loadModule } from '../../tools/sql-style.ts'
import { commandLine } from './command-line.ts'

/** A fenced block: its language, its info string, and its text. */
interface Block {
  readonly language: string
  readonly info: string
  readonly text: string
}

const readme = await readFile('sql/README.md', 'utf8')
const blocks: readonly Block[] = [
  ...readme.matchAll(/^```(?<language>\w+) ?(?<info>.*)\n(?<text>[\s\S]*?)^```$/gm),
].map(({ groups = {} }) => ({
  language: groups['language'] ?? '',
  info: groups['info'] ?? '',
  text: groups['text'] ?? '',
}))
const repository = resolve('.')
let directory = ''

beforeAll(async () => {
  await loadModule()
  directory = await mkdtemp(join(tmpdir(), 'plumbline-readme-'))
  await cp('sql', join(directory, 'sql'), { recursive: true })
  process.chdir(directory)
})

afterAll(async () => {
  process.chdir(repository)
  await rm(directory, { recursive: true })
})

test('the steps of sql/README.md give the output shown there', async () => {
  let printed = ''
  let answers = 0
  for (const { language, info, text } of blocks) {
    const file = /^file=(?<file>\S+)$/.exec(info)?.groups?.['file']
    if (language === 'sh') printed = await runAll(text)
    else if (info === 'output') {
      expect(printed).toBe(text)
      answers += 1
    } else if (file !== undefined && language === 'yaml') await addToHeader(file, text)
    else if (file !== undefined) await write(file, text)
    else if (language === 'json') await readSchemas(text)
    else throw new Error(`What is the block "${language} ${info}" for?`)
  }
  expect(answers).toBe(2)
})

test('sql/README.md describes every header field', () => {
  const described = new Set(
    [...readme.matchAll(/`(?<field>\w+)(?::[^`]*)?`/g)].map(({ groups }) => groups?.['field']),
  )
  const fields = Object.entries(headerFields).flatMap(([section, names]) =>
    names.map((name) => ({ section, name })),
  )
  expect(fields.filter(({ name }) => !described.has(name))).toEqual([])
})

test('the example view of sql/README.md is formatted', () => {
  const views = blocks.filter(({ language }) => language === 'sql')
  expect(views.flatMap(({ text }) => checkSql(text))).toEqual([])
})

/** Runs each line, and returns the output of the last one. */
async function runAll(script: string): Promise<string> {
  let printed = ''
  for (const line of script.trim().split('\n')) {
    const [program, ...words] = line.split(' ')
    expect(program).toBe('plumbline')
    const { out, err, exitCode } = await commandLine(...words, '--sql', join(directory, 'sql'))
    expect(exitCode, err).toBe(0)
    printed = out
  }
  return printed
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Inserts the entries of a block into the same section of the file's header. */
async function addToHeader(file: string, text: string): Promise<void> {
  const [section = '', ...entries] = text.trimEnd().split('\n')
  const lines = (await readFile(file, 'utf8')).split('\n')
  const start = lines.indexOf(section)
  expect(start, `${file} has no ${section}`).toBeGreaterThan(0)
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith(' '))
  lines.splice(start + 1 + length, 0, ...entries)
  await writeFile(file, lines.join('\n'))
}

/** Reads the schemas that settings of an editor name: each is in the package. */
async function readSchemas(settings: string): Promise<void> {
  const { 'yaml.schemas': schemas } = JSON.parse(settings) as { 'yaml.schemas': Record<string, string> }
  for (const file of Object.keys(schemas))
    JSON.parse(await readFile(join(repository, file.replace('node_modules/plumbline/', '')), 'utf8'))
}
