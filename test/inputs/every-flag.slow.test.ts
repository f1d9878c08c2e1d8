import { expect, test } from 'vitest'
import { sweepCommands } from './sweep-flags.ts'

test(
  'every odd word as every flag of every command works, or is refused in words',
  { timeout: 3_600_000 },
  async () => {
    expect(await sweepCommands(() => true)).toEqual([])
  },
)
