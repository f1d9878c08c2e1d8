import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { keyOfRole } from '../harness/key-of-role.ts'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { startServerUnderTest, type ServerUnderTest } from '../e2e/server-under-test.ts'
import { browserIsHere, openBrowser, openPage, violationsOf } from './browser.ts'

const policies = `
roles:
  growth:
    metrics: [signups, activation]
    entities: [accounts]
`

describe.skipIf(!browserIsHere)('the explorer of a server with keys', () => {
  const { key, stored } = keyOfRole('growth')
  let directory: string
  let server: ServerUnderTest
  let browser: Browser
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
    await writeFile(join(directory, 'policies.yaml'), policies)
    const keys = new Map([[stored.id, stored]])
    const parts = {
      authentication: { readKeys: () => Promise.resolve(keys), readToken: null },
      policies: followPolicies(join(directory, 'policies.yaml'), (problem) => {
        throw problem
      }),
    }
    ;[server, browser] = await Promise.all([
      startServerUnderTest(smallCompany, undefined, {}, parts),
      openBrowser(),
    ])
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await rm(directory, { recursive: true })
  })

  test('its login is accessible in the dark, and on a phone', async () => {
    const { page, faults } = await openPage(browser, server.url, 390, 'dark')
    await page.getByRole('heading', { name: 'Log in to Plumbline' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    expect(
      await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0)
    expect(faults.filter((fault) => !fault.includes('status of 401'))).toEqual([])
    await page.close()
  })

  test('asks for a key, says when it is wrong, and shows no hint of what its role may not see', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('heading', { name: 'Log in to Plumbline' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    const field = page.getByLabel('API key or token')
    await field.fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('alert').waitFor()
    await field.fill(key)
    await page.getByRole('button', { name: 'Log in' }).click()

    const places = page.getByRole('navigation', { name: 'Places' })
    for (const place of ['Boards', 'Explore', 'Catalogue', 'Accounts']) {
      await places.getByRole('link', { name: place, exact: true }).click()
      await page.locator('h1').first().waitFor()
      await expect.poll(() => page.locator('.waiting').count(), { timeout: 120_000 }).toBe(0)
      expect(await page.locator('main').textContent()).not.toMatch(/\bMRR\b|payback/i)
    }
    await page.goto(`${server.url}/#/accounts/acme`)
    await page.getByRole('heading', { name: 'Acme' }).waitFor()
    await expect.poll(() => page.locator('.waiting').count(), { timeout: 120_000 }).toBe(0)
    expect(await page.locator('main').textContent()).not.toMatch(/MRR|health|signal|revenue|seats|role/i)
    expect(await violationsOf(page)).toEqual([])
    expect(await places.getByRole('link', { name: 'Signals', exact: true }).count()).toBe(0)
    await places.getByRole('link', { name: 'Explore', exact: true }).click()
    await page.getByRole('button', { name: 'Pick metrics' }).click()
    await page.getByRole('option', { name: 'Signups', exact: true }).waitFor()
    expect(await page.getByRole('option', { name: /MRR/ }).count()).toBe(0)

    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Log in to Plumbline' }).waitFor()
    await page.close()
  })
})
