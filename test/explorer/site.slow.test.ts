import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { commandLine } from '../cli/command-line.ts'
import { browserIsHere, openBrowser, openPage, violationsOf } from './browser.ts'

describe.skipIf(!browserIsHere)('the site of the documents, opened from a disk', () => {
  let directory: string
  let browser: Browser
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-site-'))
    const { err } = await commandLine('docs', '--site', directory)
    expect(err).toBe('')
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await rm(directory, { recursive: true })
  })

  const addressOf = (page: string) => pathToFileURL(join(directory, page)).href

  test('a search leads to the definition of a metric', async () => {
    const { page, faults } = await openPage(browser, addressOf('index.html'))
    await page.getByRole('searchbox').fill('payback months')
    await page.getByRole('link', { name: 'cac_payback_months', exact: true }).first().click()
    await page.waitForURL(/payback\.html#cac_payback_months$/)
    expect(await page.getByRole('heading', { name: 'cac_payback_months' }).isVisible()).toBe(true)
    expect(faults).toEqual([])
    await page.close()
  })

  test.each(['index.html', 'catalogue/revenue.html', 'errors.html'])(
    '%s is accessible and fits into any width',
    async (path) => {
      for (const width of [390, 1600]) {
        const { page, faults } = await openPage(browser, addressOf(path), width)
        await page.getByRole('searchbox').fill('retention')
        await page.getByRole('status').filter({ hasText: 'found' }).waitFor()
        expect(await violationsOf(page)).toEqual([])
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        expect(overflow).toBeLessThanOrEqual(0)
        expect(faults).toEqual([])
        await page.close()
      }
    },
  )
})
