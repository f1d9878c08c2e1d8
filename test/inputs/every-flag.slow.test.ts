import { expect, test } from 'vitest'
import { sweepCommands } from './sweep-flags.ts'

test(
  'every odd word in every flag of every command works or gives a message',
  { timeout: 3_600_000 },
  async () => {
    expect(await sweepCommands(() => true)).toEqual([])
  },
)
