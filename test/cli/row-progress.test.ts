import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rowProgress } from '../../src/cli/steps/row-progress.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('the progress of a load has the rows of each table, and their rate after a second', () => {
  const steps: unknown[] = []
  const report = rowProgress({ step: (...step) => steps.push(step), end: () => undefined })
  report('product_events', 0, 10, 100)
  vi.advanceTimersByTime(2_000)
  report('product_events', 250_000, 100, 100)
  report('users', 1, 20, 20)
  expect(steps).toEqual([
    ['product_events', 10, 100, '0 rows'],
    ['product_events', 100, 100, '250,000 rows, 125,000 rows/s'],
    ['users', 20, 20, '1 row'],
  ])
})
