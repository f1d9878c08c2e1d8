import { existsSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Where Debian and others put Chromium. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const executablePath = places.find((path) => existsSync(path))
const built = fromRoot('dist/explorer/index.html')
const isBuilt = existsSync(built)

const sources = fromRoot('src/explorer')
const written = readdirSync(sources, { recursive: true, encoding: 'utf8' }).map(
  (path) => statSync(join(sources, path)).mtimeMs,
)
// the pages of an older build prove nothing
if (isBuilt && Math.max(...written) > statSync(built).mtimeMs)
  throw new Error('The build of the explorer is older than its sources: npm run build')

/** Whether the explorer can be driven: a browser is installed, and the explorer is built. */
export const browserIsHere = executablePath !== undefined && isBuilt
if (!browserIsHere)
  writeSync(
    2,
    isBuilt
      ? 'Skipped the tests of the explorer: there is no Chromium (apt-get install chromium)\n'
      : 'Skipped the tests of the explorer: it is not built (npm run build)\n',
  )

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] })

/** A page, and what it did that it must not do. */
export interface WatchedPage {
  readonly page: Page
  /** Errors on the console, and requests to other hosts. */
  readonly faults: readonly string[]
}

/** Opens a page that records errors on its console and requests that leave the server. */
export async function openPage(
  browser: Browser,
  address: string,
  width = 1024,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'en-US', colorScheme })
  // other tests may keep the machine busy
  page.setDefaultTimeout(120_000)
  const faults: string[] = []
  const own = new URL(address).origin
  page.on('console', (message) => {
    // a request that the server has no place for is sent again
    if (message.type() === 'error' && !message.text().includes('status of 503')) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== own && !['data:', 'blob:'].includes(url.protocol)) faults.push(request.url())
  })
  await page.goto(address)
  return { page, faults }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with a page, one line for each rule and place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: Axe }
    // it would read style sheets again, which a page without requests does not permit
    // a tab of GraphiQL has buttons in it, as GraphiQL writes it
    const { violations } = await axe.run({ exclude: [['.graphiql-tab']] }, { preload: false })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

interface Axe {
  readonly run: (
    context: { readonly exclude: readonly (readonly string[])[] },
    options: { readonly preload: boolean },
  ) => Promise<{
    readonly violations: readonly {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
  }>
}

/** Waits until everything on the page has been answered. */
export async function waitForAnswers(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor()
  const isBusy = page.locator('.waiting, .state:text-is("…")')
  await expect.poll(() => isBusy.count(), { timeout: 160_000 }).toBe(0)
}

/** The page has no violation of accessibility, no fault, and fits into its width. */
export async function expectSound({ page, faults }: WatchedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
  expect(faults).toEqual([])
}

/** A row of a table, as far as the tests read it: they run without the types of a browser. */
interface Row {
  readonly querySelectorAll: (
    selector: string,
  ) => Iterable<{ readonly getAttribute: (name: string) => string | null }>
}

/** The exact values of a table on the page, row by row. */
export async function valuesOf(page: Page, table: string | RegExp): Promise<readonly (readonly string[])[]> {
  const rows = page.getByRole('region', { name: table }).locator('tbody tr')
  await rows.first().waitFor({ timeout: 120_000 })
  return rows.evaluateAll((found: readonly Row[]) =>
    found.map((row) => [...row.querySelectorAll('data')].map((cell) => cell.getAttribute('value') ?? '')),
  )
}
