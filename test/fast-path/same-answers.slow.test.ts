import { expect, test } from 'vitest'
import { engineKinds } from '../harness/engine-kinds.ts'
import { checkSameAnswers } from './check-same-answers.ts'

test.for(engineKinds)(
  '1,500 generated documents have the same answers on %s',
  { timeout: 900_000 },
  async (kind) => {
    expect(await checkSameAnswers(kind, 1_500, 2)).toBeGreaterThan(0.1)
  },
)
