import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  const periods = smallCompany['subscription_periods.csv'] ?? ''
  server = await startServerUnderTest({
    ...smallCompany,
    'subscription_periods.csv': periods.replaceAll('USD', 'EUR'),
  })
})

afterAll(() => server.stop())

test.each(['', '(options: { reportingCurrency: "USD" })'])(
  'money of data with one currency is in that currency, for every value of the parameter: revenue%s',
  async (options) => {
    const { data } = await server.ask(`{ revenue${options} { rows { mrr { amount currency } } } }`)
    expect(at(data, 'revenue.rows')).toEqual([{ mrr: { amount: '150', currency: 'EUR' } }])
  },
)
