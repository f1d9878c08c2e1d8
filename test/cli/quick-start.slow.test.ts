import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { walkQuickStart } from '../../tools/smoke/quick-start.ts'
import { commandLine } from './command-line.ts'

const plumbline = (folder: string, words: readonly string[]) =>
  execFileSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), resolve('src/cli/main.ts'), ...words],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: folder }, stdio: 'pipe' },
  )

// six processes, of which each starts a database
test(
  'an own file has a first answer after the three commands of the quick start',
  { timeout: 600_000 },
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'plumbline-quick-start-'))
    try {
      const seconds = walkQuickStart(home, plumbline)
      expect([...seconds.keys()]).toEqual(['subscriptions.csv', 'events.csv'])
    } finally {
      await rm(home, { recursive: true })
    }
  },
)

test('the program without arguments prints the commands of the first section', async () => {
  const { out, exitCode } = await commandLine()
  const home = await mkdtemp(join(tmpdir(), 'plumbline-quick-start-'))
  const walked: string[] = []
  try {
    expect(() =>
      walkQuickStart(home, (_folder, words) => {
        walked.push(['npx', 'plumbline', ...words].join(' '))
        return ''
      }),
    ).toThrow('the page shows')
  } finally {
    await rm(home, { recursive: true })
  }
  expect(exitCode).toBe(0)
  expect(out.match(/npx plumbline (map|deploy|query).*/g)).toEqual(walked)
})
