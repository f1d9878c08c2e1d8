import { availableParallelism, loadavg } from 'node:os'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Request } from 'playwright-core'
import { commandLine } from '../cli/command-line.ts'
import { browserIsHere, openBrowser, openPage, valuesOf, violationsOf, waitForAnswers } from './browser.ts'
import { wordsOf } from './words-of.ts'
import { serveSample, type ServedCompany } from './served-company.ts'
import { tenQuestions } from './ten-questions.ts'

const boards = ['growth', 'payback_by_motion', 'retention_by_icp', 'revenue_bridge', 'time_to_add_sales']

/** The time within which a reader sees the first picture, in milliseconds. */
const firstPictureMs = 2_000

/** The most that is loaded for it, compressed, in bytes. */
const maxFirstLoad = 500_000

describe.skipIf(!browserIsHere)('a person who does not know GraphQL', () => {
  let company: ServedCompany
  let browser: Browser
  beforeAll(async () => {
    ;[company, browser] = await Promise.all([serveSample(200), openBrowser()])
  }, 600_000)
  afterAll(async () => {
    await browser.close()
    await company.stop()
  })

  test.each(tenQuestions)('gets the answer of the command line: $question', async (asked) => {
    const { page, faults } = await openPage(browser, company.url)
    await asked.walk(page)
    const answer = await asked.answer(page)
    const { out, err } = await commandLine(...asked.command, '--database', company.database)
    expect(err).toBe('')
    expect(answer.length).toBeGreaterThan(0)
    expect(answer).toEqual(asked.read(out))
    expect(await violationsOf(page)).toEqual([])
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(faults).toEqual([])
    await page.close()
  })

  test.each(boards)(
    'sees numbers of the board %s that are those of the same questions elsewhere',
    async (board) => {
      const { page, faults } = await openPage(browser, `${company.url}/#/boards/${board}`)
      await page.locator('.panel-body').first().waitFor()
      await waitForAnswers(page)
      expect(await page.getByRole('alert').count()).toBe(0)
      for (const button of await page.getByRole('button', { name: /: table$/ }).all()) await button.click()
      for (const panel of await page.locator('.board > .card').all()) {
        const title = (await panel.getByRole('heading').first().textContent()) ?? ''
        const shown = await valuesOf(page, new RegExp(`^${title}$`))
        const link = (await panel.getByRole('link').getAttribute('href')) ?? ''
        const other = await openPage(browser, `${company.url}/${link}`)
        const command = await other.page.getByRole('region', { name: 'Command' }).textContent()
        const { out } = await commandLine(
          ...wordsOf(command ?? '').slice(1),
          ...['--format', 'csv', '--database', company.database],
        )
        expect(shown).toEqual(parse(out, { from_line: 2 }))
        await other.page.close()
      }
      expect(faults).toEqual([])
      await page.close()
    },
  )

  test('sees the first picture of a board at once, and nothing moves afterwards', async () => {
    const times: number[] = []
    for (const _ of [1, 2, 3]) {
      const { page } = await openPage(browser, 'about:blank', 1400)
      await page.addInitScript(watchShifts)
      const loaded: Promise<number>[] = []
      page.on('requestfinished', (request) => loaded.push(sizeOf(request)))
      const start = performance.now()
      await page.goto(`${company.url}/#/boards/growth`)
      await page.locator('canvas').first().waitFor()
      times.push(performance.now() - start)
      await waitForAnswers(page)
      expect(await page.evaluate<number>('shifted')).toBeLessThan(0.01)
      // its numbers included
      const bytes = (await Promise.all(loaded)).reduce((sum, size) => sum + size, 0)
      expect(bytes).toBeGreaterThan(100_000)
      expect(bytes).toBeLessThan(maxFirstLoad)
      await page.close()
    }
    expect(Math.min(...times)).toBeLessThan(firstPictureMs * othersShare())
  })
})

/** The bytes of a response as they came over the network. */
async function sizeOf(request: Request): Promise<number> {
  const { responseBodySize } = await request.sizes()
  return responseBodySize
}

/** How many times longer a page takes, since others use the machine as well. */
function othersShare(): number {
  return Math.max(1, (loadavg()[0] ?? 1) / availableParallelism())
}

/** Adds up by how much parts of the page move after they were shown. */
const watchShifts = `
  globalThis.shifted = 0
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) globalThis.shifted += value
  }).observe({ type: 'layout-shift', buffered: true })
`
