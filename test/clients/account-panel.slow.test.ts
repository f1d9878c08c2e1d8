import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { startServerUnderTest, type ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { browserIsHere, openBrowser, openPage, violationsOf } from '../explorer/browser.ts'
import { keyOfRole } from '../harness/key-of-role.ts'

const policies = `
roles:
  success:
    metrics: ['*']
    entities: ['*']
    columns: { pii: visible }
  support:
    metrics: [daily_active_users]
    entities: [accounts, users]
`

describe.skipIf(!browserIsHere)('the account panel', () => {
  const success = keyOfRole('success')
  const support = keyOfRole('support')
  let directory: string
  let server: ServerUnderTest
  let panel: PreviewServer
  let browser: Browser
  let address: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-panel-'))
    await writeFile(join(directory, 'policies.yaml'), policies)
    const keys = new Map([success, support].map(({ stored }) => [stored.id, stored]))
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
    process.env['PLUMBLINE_URL'] = server.url
    const configFile = resolve('examples/account-panel/vite.config.ts')
    const outDir = join(directory, 'built')
    await build({ configFile, build: { outDir } })
    panel = await preview({ configFile, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
    address = `${panel.resolvedUrls?.local[0] ?? ''}?account=acme`
  })

  afterAll(async () => {
    await browser.close()
    await panel.close()
    await server.stop()
    await rm(directory, { recursive: true })
  })

  const open = async (key: string) => {
    const { page } = await openPage(browser, address, 420)
    await page.getByLabel('API key').fill(key)
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByRole('heading', { name: 'Acme' }).waitFor()
    await expect.poll(() => page.getByText('Reading…').count(), { timeout: 120_000 }).toBe(0)
    const card = (name: string) => page.getByRole('region', { name }).textContent()
    return { page, card }
  }

  test('shows the parts of an account, and has no barrier', async () => {
    const { page, card } = await open(success.key)
    expect(await card('Recurring revenue')).toContain('$150')
    expect(await card('People')).toContain('Ada')
    expect(await card('Health')).toMatch(/\d/)
    expect(await violationsOf(page)).toEqual([])
    await page.close()
  })

  test('shows a restricted role what it may see, and says so elsewhere', async () => {
    const { page, card } = await open(support.key)
    expect(await card('Recurring revenue')).toContain('Not visible with your role.')
    expect(await card('Health')).toContain('Not visible with your role.')
    expect(await page.locator('main').textContent()).not.toMatch(/\$150|Ada\b/)
    await page.close()
  })

  test('finds another account by its name', async () => {
    const { page } = await open(success.key)
    await page.getByLabel('Look for an account').fill('glob')
    await page.getByRole('button', { name: 'Globex' }).click()
    await page.getByRole('heading', { name: 'Globex' }).waitFor()
    await page.close()
  })
})
