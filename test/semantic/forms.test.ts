import { describe, expect, test } from 'vitest'
import { PlumblineError } from '../../src/errors.ts'
import { readRequest } from '../../src/semantic/model/request/read-request.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'

const refusalOf = (request: unknown): string => {
  try {
    readRequest(request as MetricsRequestInput)
  } catch (error) {
    if (error instanceof PlumblineError) return error.message
    throw error
  }
  return 'it was read'
}

describe('a query with invalid syntax is rejected with a message of Plumbline’s own', () => {
  test.each([
    [{ metrics: [{ metric: 'mrr', alias: '' }] }, 'metrics.0.alias: it is empty'],
    [{ metrics: 'mrr' }, 'metrics: it must be a list'],
    [{}, 'metrics: it is missing'],
    [
      { metrics: ['mrr'], grain: 'fortnight' },
      'grain: it must be one of hour, day, week, month, quarter, year',
    ],
    [{ metrics: ['mrr'], from: 'May' }, 'from: it must be a date (2024-12-31)'],
    [{ metrics: ['mrr'], parts: 'no' }, 'parts: it must be true or false'],
    [{ metrics: ['mrr'], period: 5 }, 'period: it must be a text'],
    [{ metrics: ['mrr'], limit: 5 }, 'unknown field limit'],
    [{ metrics: ['mrr'], top: { dimension: 'plan', count: 0 } }, 'top.count: it must be at least 1'],
    [{ metrics: ['mrr'], having: [7] }, 'having.0: it must be an object with named fields'],
    [{ metrics: [7] }, 'metrics.0: it has none of the valid forms'],
  ])('%j', (request, message) => {
    expect(refusalOf(request)).toBe(message)
  })
})
