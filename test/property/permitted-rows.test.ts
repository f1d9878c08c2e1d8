import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { accessTo } from './access-to.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { seasons } from './arbitrary-moment.ts'
import { arbitraryQuery } from './arbitrary-query.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { openEngines } from './both-engines.ts'
import { checkResult } from './check-result.ts'
import { expectedResult } from './oracle/expected-result.ts'
import { isOfOtherTenant, withOtherTenant } from './two-tenants.ts'

const onEngines = openEngines(engineKinds)

test(
  'a role that may see one tenant gets what the oracle counts without the other',
  { timeout: 600_000 },
  async () => {
    const tally = { answered: 0, rejected: 0, forbidden: 0 }
    const asked = fc.constantFrom(...seasons).chain((season) =>
      fc.record({
        data: arbitraryData(season),
        queries: fc.array(arbitraryQuery(season), { minLength: 40, maxLength: 40, size: 'max' }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(asked, async ({ data, queries }) => {
        const { one, both } = withOtherTenant(data)
        const judged = queries.map((query) => ({ query, expected: expectedResult(one, query) }))
        await onEngines(async (given, engine) => {
          const warehouse = await given(both)
          const accounts = await warehouse.sql('select account_key from entities.accounts')
          const own = accounts
            .map(({ account_key: key }) => String(key))
            .filter((key) => !isOfOtherTenant(key))
          const restricted = warehouse.as(accessTo(own))
          for (const { query, expected } of judged) {
            const problem = await checkResult(restricted, query, expected, false)
            if (problem?.startsWith('rejected with FORBIDDEN') === true) {
              tally.forbidden += 1
              continue
            }
            expect(problem, `${engine} on ${JSON.stringify(query)}`).toBeNull()
            tally['rejected' in expected ? 'rejected' : 'answered'] += 1
          }
        })
      }),
      {
        numRuns: inject('isFull') ? 6 : 2,
        seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_129),
        endOnFailure: true,
      },
    )
    // a product that rejects every query has no wrong number, so require results
    const { answered, rejected, forbidden } = tally
    expect(answered / (answered + rejected + forbidden)).toBeGreaterThan(0.4)
  },
)
