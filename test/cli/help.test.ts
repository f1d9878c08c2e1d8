import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { rejectedWords } from '../tools/rejected-words.ts'
import { commandLine } from './command-line.ts'

describe('help', () => {
  test('has a sentence and an example for every command', async () => {
    const { out, exitCode } = await commandLine('--help')
    expect(exitCode).toBe(0)
    for (const create of commands) {
      const command = create({
        out: () => 0,
        send: () => Promise.resolve(),
        err: () => 0,
        interactive: false,
        setExitCode: () => 0,
      })
      expect(out).toContain(`  ${command.name()} `)
      for (const one of command.commands.length > 0 ? command.commands : [command]) {
        const path = one === command ? [command.name()] : [command.name(), one.name()]
        const help = await commandLine(...path, '--help')
        expect(help.out).toMatch(
          new RegExp(`Examples?:\n\\s+\\$ (git .*\n\\s+\\$ )?plumbline ${path.join(' ')}`),
        )
        expect(help.out).toContain('--database')
        expect(help.out.match(rejectedWords) ?? []).toEqual([])
      }
    }
  })

  test.each([
    [['qury'], 'did you mean query?'],
    [['query', 'mrr', '--gran', 'month'], 'did you mean --grain?'],
    [['query', 'mrr', '--grain', 'fortnight'], 'week, month'],
    [['query', 'mrr', '--from', '2025-02-30'], '2025-12-31'],
    [['generate', 'company', '--users', 'many'], 'whole number'],
    [['load'], "argument 'paths'"],
  ])('%j is a usage error', async (words, hint) => {
    const { err, exitCode } = await commandLine(...words)
    expect(err).toMatch(/^error BAD_REQUEST: /)
    expect(err).toContain(hint)
    expect(exitCode).toBe(2)
  })
})
