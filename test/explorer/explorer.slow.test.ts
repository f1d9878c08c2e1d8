import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { commandLine } from '../cli/command-line.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { browserIsHere, openBrowser, openPage, valuesOf, violationsOf } from './browser.ts'
import { wordsOf } from './words-of.ts'

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
]

const questions = [
  'metrics=mrr&by=plan&grain=month&totals=',
  'metrics=new_mrr,expansion_mrr,churned_mrr&grain=month',
  'metrics=user_retention_rate&grain=month&option=["core_action","commit"]',
  'metrics=signups&where=["signup_source","in",["search","ads"]]',
]

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

  test.each(places.flatMap((place) => [390, 1024, 1600].map((width) => [place, width] as const)))(
    '%s fits into %i pixels, is accessible, and has no fault',
    async (place, width) => {
      const { page, faults } = await openPage(browser, `${server.url}/#/${place}`, width)
      await page.getByRole('heading').first().waitFor()
      await expect.poll(() => page.locator('.waiting').count(), { timeout: 120_000 }).toBe(0)
      expect(await violationsOf(page)).toEqual([])
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect(overflow).toBeLessThanOrEqual(0)
      expect(faults).toEqual([])
      await page.close()
    },
  )

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
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${row?.name ?? ''}`
  return url.href
}
