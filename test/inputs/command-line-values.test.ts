import { describe, expect } from 'vitest'
import { toRequest } from '../../src/cli/arguments/request-options.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { onBothEngines } from '../harness/warehouse.ts'

const catalog = await ownCatalog()
const asOf = '2025-02-01'
const sources = ['Smith and Sons', "O'Brien", 'a, b', 'as "x" where y=z', 'two\nlines', 'C:\\new', '(other']
const names = ['1000', '1e3', 'true', 'null', '2024-01-01', '[x]', 'constructor', '__proto__', '"quoted"']

const users = sources.map((signup_source, index) => ({
  user_id: `user ${String(index)}`,
  created_at: '2025-01-01',
  signup_source,
}))

describe('values on the command line arrive unchanged', () => {
  onBothEngines((test) => {
    test('a value in quotes may contain anything', async ({ given }) => {
      const { ask } = await given({ users })
      for (const source of sources) {
        const doubled = `"${source.replaceAll('"', '""').replaceAll('\\', '\\\\')}"`
        const escaped = `'${source.replaceAll(/['\\]/g, String.raw`\$&`)}'`
        for (const value of [doubled, escaped]) {
          const metric = toRequest([`signups as x where signup_source=${value}`], { sql: 'sql' }, catalog)
          const where = toRequest(
            ['signups'],
            { sql: 'sql', where: [`signup_source in (${value})`] },
            catalog,
          )
          expect(await ask({ ...metric, asOf }), value).toEqual([{ x: 1 }])
          expect(await ask({ ...where, asOf }), value).toEqual([{ signups: 1 }])
        }
      }
    })

    test('an event is found by its name in any form', async ({ given }) => {
      const { ask } = await given({
        users,
        product_events: names.map((event_name, index) => ({
          event_id: event_name,
          user_id: `user ${String(index % users.length)}`,
          occurred_at: '2025-01-31',
          event_name,
        })),
      })
      for (const name of names.filter((one) => !one.startsWith('"'))) {
        const request = toRequest(
          ['monthly_active_users'],
          { sql: 'sql', option: [`core_action=${name}`] },
          catalog,
        )
        expect(await ask({ ...request, asOf }), name).toEqual([{ monthly_active_users: 1 }])
      }
      const asJson: readonly unknown[] = [
        1000,
        true,
        ['1000'],
        { event: 1000 },
        [{ event: '"quoted"' }],
        'null',
      ]
      for (const core_action of asJson) {
        const request: MetricsRequestInput = {
          metrics: ['monthly_active_users'],
          asOf,
          options: { core_action },
        }
        expect(await ask(request), JSON.stringify(core_action)).toEqual([{ monthly_active_users: 1 }])
      }
    })

    test('a property is compared by its name in any form', async ({ given }) => {
      const { ask } = await given({
        users,
        product_events: [
          {
            user_id: 'user 0',
            occurred_at: '2025-01-31',
            event_name: 'made',
            properties: { constructor: 'x', toString: 1 },
          },
        ],
      })
      const count = async (where: Record<string, unknown>) =>
        (
          await ask({
            metrics: ['monthly_active_users'],
            asOf,
            options: { core_action: { event: 'made', where } },
          })
        )[0]?.['monthly_active_users']
      expect(await count({ constructor: 'x' })).toBe(1)
      expect(await count({ constructor: 'y' })).toBe(0)
      expect(await count({ toString: [1, 2] })).toBe(1)
      // a condition is never ignored
      expect(await count(JSON.parse('{"__proto__": "x"}') as Record<string, unknown>)).toBe(0)
    })
  })
})
