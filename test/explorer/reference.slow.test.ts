import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { referenceSet } from '../harness/reference-set.ts'
import { browserIsHere, expectSound, openBrowser, openPage, waitForAnswers } from './browser.ts'
import { serveFiles, type ServedCompany } from './served-company.ts'

const set = referenceSet('ravenstack')

const places = [
  'boards/revenue_bridge',
  'boards/growth',
  'boards/payback_by_motion',
  'explore',
  'explore?metrics=mrr&by=industry&grain=month',
  'catalogue',
  'catalogue/mrr',
  'accounts',
  'accounts/A-00bed1',
  'signals',
  'graphiql',
]

describe.skipIf(!browserIsHere || !set.isHere)('the explorer on a company with few of the tables', () => {
  let company: ServedCompany
  let browser: Browser
  beforeAll(async () => {
    ;[company, browser] = await Promise.all([serveFiles(set.contract), openBrowser()])
  }, 600_000)
  afterAll(async () => {
    await browser.close()
    await company.stop()
  })

  test.each(places)('%s fits into every width, is accessible, and has no fault', async (place) => {
    for (const width of [390, 1024, 1600]) {
      const watched = await openPage(browser, `${company.url}/#/${place}`, width)
      await waitForAnswers(watched.page)
      await expectSound(watched)
      await watched.page.close()
    }
  })

  test('a board names the tables that are missing, and does not ask for what needs them', async () => {
    const { page, faults } = await openPage(browser, `${company.url}/#/boards/payback_by_motion`)
    await waitForAnswers(page)
    await page.getByText('cac_payback_months needs the source table spend').first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(faults).toEqual([])
    await page.close()
  })

  test('accounts are found by their open signals, the latest first', async () => {
    const { page, faults } = await openPage(browser, `${company.url}/#/accounts`)
    await waitForAnswers(page)
    await page
      .getByRole('combobox', { name: 'Open signal' })
      .selectOption({ label: 'Dormant paying account' })
    await page.getByRole('button', { name: 'Open signals' }).click()
    await page
      .getByRole('columnheader', { name: 'Open signals' })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor()
    await waitForAnswers(page)
    const signals = await page.locator('td.words:nth-of-type(4)').allTextContents()
    expect(signals.length).toBeGreaterThan(0)
    for (const text of signals) expect(text).toMatch(/Dormant paying account|…/)
    expect(page.url()).toContain('signal=dormant_paying_account')
    expect(faults).toEqual([])
    await page.close()
  })
})
