import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { commandLine } from '../cli/command-line.ts'
import { browserIsHere, openBrowser, openPage, violationsOf } from './browser.ts'
import { serveCompany, type ServedCompany } from './sample-company.ts'
import { tenQuestions } from './ten-questions.ts'

describe.skipIf(!browserIsHere)('somebody who does not know GraphQL', () => {
  let company: ServedCompany
  let browser: Browser
  beforeAll(async () => {
    ;[company, browser] = await Promise.all([serveCompany(600), openBrowser()])
  })
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
})
