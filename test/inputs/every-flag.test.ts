import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runtimeOf } from '../../src/open-runtime.ts'
import { fill, openDeployed, type DeployedWarehouse } from '../harness/warehouse.ts'
import { commandLine } from '../cli/command-line.ts'
import { isQuestion, sweepFlags } from './sweep-flags.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const users = [{ user_id: 'ada', created_at: '2025-01-01', country: 'DE' }]

describe.each(engineKinds)('on %s', (kind) => {
  let open: DeployedWarehouse

  beforeAll(async () => {
    open = await openDeployed(kind)
    await fill(open.engine, open.catalog, { users })
  })

  afterAll(() => open.close())

  test('odd values of flags of a query give a result or a message', async () => {
    // every fourth line in `npm test`, and all of them in `npm run test:full`
    const failures = await sweepFlags(runtimeOf(open.catalog, open.engine), (lines) =>
      lines.filter(isQuestion).filter((_line, index) => inject('isFull') || index % 4 === 0),
    )
    expect(failures).toEqual([])
  })
})

test.each([
  [['query', 'sign\u0000ups'], 'U+0000'],
  [['query', 'signups', '--where', 'country=\ud83d'], 'surrogate'],
  [['query', 'signups', '--first', '0'], 'at least 1'],
  [['serve', '--port', '65536'], 'at most 65535'],
  [['generate', 'company', '--users', '9007199254740991'], 'at most 10000000'],
] as const)('%j is rejected with a message', async (words, part) => {
  const { err, exitCode } = await commandLine(...words)
  expect([err, exitCode]).toEqual([expect.stringContaining(part), 2])
})
