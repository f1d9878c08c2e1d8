import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { smallCompany } from '../e2e/small-company.ts'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { browserIsHere, openBrowser, openPage, valuesOf, violationsOf } from './browser.ts'

describe.skipIf(!browserIsHere)('the explorer on a small company', () => {
  let server: ServerUnderTest
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServerUnderTest(smallCompany), openBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  test('shows the numbers that the server answers, and asks no other host', async () => {
    const { page, faults } = await openPage(
      browser,
      `${server.url}/#/explore?metrics=mrr&by=plan&grain=month`,
    )
    const shown = await valuesOf(page, 'MRR: the numbers')
    const { data } = await server.ask(
      '{ metrics(input: { metrics: [MRR], by: [PLAN], grain: MONTH, parts: true }) { rows } }',
    )
    expect(shown.length).toBeGreaterThan(0)
    expect(shown).toEqual(at(data, 'metrics.rows'))
    expect(await violationsOf(page)).toEqual([])
    expect(faults).toEqual([])
    await page.close()
  })

  test('a rejected question shows the sentence, and a click on an alternative asks that one', async () => {
    const { page } = await openPage(browser, `${server.url}/#/explore?metrics=mrr&by=invited_or_self`)
    const rejection = page.getByRole('alert')
    await rejection.waitFor()
    expect(await rejection.textContent()).toContain('would fan out')
    await rejection.getByRole('button', { name: 'Industry' }).click()
    const rows = await valuesOf(page, 'MRR: the numbers')
    expect(rows).toEqual([['software', '150']])
    expect(page.url()).toContain('by=industry')
    await page.close()
  })
})
