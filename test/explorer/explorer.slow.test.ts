import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import type { Browser } from 'playwright-core'
import { commandLine } from '../cli/command-line.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { browserIsHere, expectSound, openBrowser, openPage, valuesOf, waitForAnswers } from './browser.ts'
import { wordsOf } from './words-of.ts'
import { postgresUrl } from '../harness/engines.ts'

/** As far as the tests read it: they run without the types of a browser. */
interface Cell {
  readonly getAttribute: (name: string) => string | null
  readonly closest: (selector: string) => unknown
}

/** What the server answers when it has no place. */
const overloaded = { message: 'Try again in a second.', extensions: { code: 'OVERLOADED' } }

const places = [
  'boards',
  'boards/revenue_bridge',
  'explore',
  'explore?metrics=mrr&by=origin_motion&grain=month',
  'catalogue',
  'catalogue/mrr',
  'accounts',
  'accounts/acme',
  'signals',
  'graphiql',
]

const questions = [
  'metrics=mrr&by=plan&grain=month&totals=',
  'metrics=new_mrr,expansion_mrr,churned_mrr&grain=month',
  'metrics=user_retention_rate&grain=month&option=["core_action","commit"]',
  'metrics=signups&where=["signup_source","in",["search","ads"]]',
  'metrics=signups&where=["signup_source","in",["search","a, \\"quoted\\" café"]]',
  'metrics=signups,activated_users,active_users&chart=funnel',
  'metrics=stickiness_distribution&grain=month',
  'metrics=starting_mrr,new_mrr,expansion_mrr,contraction_mrr,churned_mrr,mrr&chart=waterfall',
  'metrics=user_retention_rate&grain=month&cohorts=weighted_average',
  'metrics=mrr&by=industry&chart=bars',
  'metrics=signups,mrr',
]

const sizes = [
  [390, 'light'],
  [1024, 'light'],
  [1600, 'light'],
  [1024, 'dark'],
] as const

describe.skipIf(!browserIsHere)('the explorer', () => {
  let server: ServerUnderTest
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServerUnderTest(smallCompany), openBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  test.each(places.flatMap((place) => sizes.map((size) => [place, ...size] as const)))(
    '%s fits into %i pixels, is accessible when it is %s, and has no fault',
    async (place, width, theme) => {
      const watched = await openPage(browser, `${server.url}/#/${place}`, width, theme)
      await waitForAnswers(watched.page)
      await expectSound(watched)
      await watched.page.close()
    },
  )

  test('a cohort cell has its number, and is hatched as long as that may change', async () => {
    const question = ['user_retention_rate', '--grain', 'month', '--parts', '--format', 'csv']
    const { out } = await commandLine('query', ...question, '--database', await urlOf(server))
    const rows = parse(out, { columns: true }) as readonly Readonly<Record<string, string>>[]
    const expected = rows.flatMap(
      ({ user_retention_rate: value, 'user_retention_rate.maturity': maturity }) =>
        value === '' ? [] : [[value, maturity === 'PARTIAL']],
    )
    expect(expected.some(([, isHatched]) => isHatched)).toBe(true)
    expect(expected.some(([, isHatched]) => !isHatched)).toBe(true)

    const address = '#/explore?metrics=user_retention_rate&grain=month'
    const { page } = await openPage(browser, `${server.url}/${address}`)
    const cells = page.locator('.cohort-cell data')
    await cells.first().waitFor()
    expect(
      await cells.evaluateAll((found: readonly Cell[]) =>
        found.map((cell) => [cell.getAttribute('value'), cell.closest('.immature') !== null]),
      ),
    ).toEqual(expected)
    await page.close()
  })

  test('a metric that does not exist is named, with the nearest ones as buttons', async () => {
    const { page } = await openPage(browser, `${server.url}/#/explore?metrics=mrrr`)
    const rejection = page.getByRole('alert')
    await rejection.getByText('There is no metric mrrr.').waitFor()
    await rejection.getByRole('button', { name: 'MRR', exact: true }).click()
    expect(await valuesOf(page, 'MRR: the numbers')).toEqual([['150']])
    await page.close()
  })

  test.each([
    // tables are missing for a dimension
    ['metrics=mrr&by=origin_motion', 'opportunities or sales_touches', 'Plan', 'by=plan'],
    ['metrics=mrr&period=sometime', 'is not a period', 'Last 12 months', 'period=last+12+months'],
    ['metrics=stickiness_distribution', 'requires a grain', 'Month', 'grain=month'],
    ['metrics=mrr,user_retention_rate', 'cannot be combined', 'MRR alone', 'metrics=mrr'],
    ['metrics=mrr&grain=month&compare=1+week', 'not a whole number', 'Previous', 'compare=previous'],
  ])(
    '%s is rejected, and a click on an alternative asks that one',
    async (question, sentence, name, asked) => {
      const { page } = await openPage(browser, `${server.url}/#/explore?${question}`)
      const rejection = page.getByRole('alert')
      await rejection.getByText(sentence).waitFor()
      await rejection.getByRole('button', { name, exact: true }).click()
      await valuesOf(page, 'the numbers')
      expect(page.url()).toContain(asked)
      await page.close()
    },
  )

  test.each([
    ['metrics=mrr&grain=fortnight', 'grain=fortnight', '150'],
    ['metrics=mrr&where=["plan"', 'where=["plan"', '150'],
    ['metrics=mrr&where=["plan","in",[]]', 'where=["plan","in",[]]', '150'],
    ['metrics=mrr&as_of=2025-01-31', 'as_of=2025-01-31', '150'],
  ])('%s is not answered as if it were another question', async (question, part, value) => {
    const { page } = await openPage(browser, `${server.url}/#/explore?${question}`)
    const rejection = page.getByRole('alert')
    await rejection.getByText(`The address has what cannot be read: “${part}”.`).waitFor()
    expect(await page.locator('data').count()).toBe(0)
    await rejection.getByRole('button', { name: 'The question without it' }).click()
    expect(await valuesOf(page, 'MRR: the numbers')).toEqual([[value]])
    await page.close()
  })

  test('a dimension that lacks tables cannot be picked, and says which', async () => {
    const { page } = await openPage(browser, `${server.url}/#/explore?metrics=mrr`)
    await page.getByRole('button', { name: 'Pick dimensions' }).click()
    await page.getByRole('searchbox', { name: 'Search: Pick dimensions' }).fill('origin motion')
    const option = page.getByRole('option', { name: 'Origin motion', exact: true })
    await option.waitFor()
    expect(await option.getAttribute('aria-disabled')).toBe('true')
    expect(await option.textContent()).toContain('needs the source table opportunities or sales_touches')
    await page.close()
  })

  test.each([
    ['%E0%A4%A', '%E0%A4%A'],
    ['100%25', '100%'],
    ['a%252Fb%2Fc', 'a%2Fb/c'],
  ])('the address of an account, %s, is read as the key %s', async (address, key) => {
    const { page, faults } = await openPage(browser, `${server.url}/#/accounts/${address}`)
    await page.getByText(`No account has the key ${key}.`).waitFor()
    expect(faults).toEqual([])
    await page.close()
  })

  test('a period that the bounds cut is marked in the table and in the chart', async () => {
    const bounds = 'from=2025-01-15&to=2025-03-10&partial=keep'
    const { page } = await openPage(browser, `${server.url}/#/explore?metrics=signups&grain=month&${bounds}`)
    await page.getByText('only a part of the period: Jan 2025, Mar 2025').waitFor()
    const marked = page.locator('tr.partial td:first-child data')
    expect(
      await marked.evaluateAll((found: readonly Cell[]) => found.map((cell) => cell.getAttribute('value'))),
    ).toEqual(['2025-01-01', '2025-03-01'])
    await page.close()
  })

  test('a board waits for a server without a place, and asks few questions at a time', async () => {
    const page = await browser.newPage()
    let rejected = 0
    let waiting = 0
    let most = 0
    await page.route('**/graphql', async (route) => {
      if (rejected === 12) return route.continue()
      rejected += 1
      waiting += 1
      most = Math.max(most, waiting)
      await setTimeout(50)
      waiting -= 1
      return route.fulfill({ status: 503, headers: { 'retry-after': '0' }, json: { errors: [overloaded] } })
    })
    await page.goto(`${server.url}/#/boards/revenue_bridge`)
    await page.locator('canvas').first().waitFor({ timeout: 120_000 })
    await waitForAnswers(page)
    expect(rejected).toBe(12)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(4)
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.close()
  })

  test.each(questions)('%s: the table has the numbers of the command next to it', async (question) => {
    const { page } = await openPage(browser, `${server.url}/#/explore?${question}`)
    const shown = await valuesOf(page, 'the numbers')
    const command = await page.getByRole('region', { name: 'Command' }).textContent()
    const words = wordsOf(command ?? '').slice(1)
    const { out, err } = await commandLine(...words, '--format', 'csv', '--database', await urlOf(server))
    const [, ...lines] = out.trimEnd().split('\n')
    expect(err).toBe('')
    expect(shown.map((row) => row.join(','))).toEqual(lines.slice(0, shown.length))
    await page.close()
  })
})

async function urlOf({ engine }: ServerUnderTest): Promise<string> {
  const [row] = await engine.query<{ name: string }>({
    sql: 'select current_database() as name',
    parameters: [],
  })
  const url = new URL(postgresUrl())
  url.pathname = `/${row?.name ?? ''}`
  return url.href
}
