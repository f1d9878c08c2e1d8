import type { Page } from 'playwright-core'
import { parse } from 'csv-parse/sync'
import { valuesOf } from './browser.ts'

/** A question that somebody answers by clicking, and the command that answers it. */
export interface WalkedQuestion {
  readonly question: string
  /** From the first page to the answer, by visible labels only. */
  readonly walk: (page: Page) => Promise<void>
  /** What the page says: rows of exact values. */
  readonly answer: (page: Page) => Promise<readonly (readonly string[])[]>
  readonly command: readonly string[]
  /** The same rows in the output of the command. */
  readonly read: (output: string) => readonly (readonly string[])[]
}

interface Answer {
  readonly provenance: { readonly metrics: readonly { readonly definitionHash: string }[] }
}

const csv = (output: string) => parse(output, { from_line: 2 }) as readonly (readonly string[])[]

/** Opens one of the places. */
async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('link', { name: place, exact: true })
    .click()
}

/** Picks entries of a list that a button opens. */
async function pick(page: Page, button: string, ...labels: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  for (const label of labels) {
    await page.getByRole('searchbox', { name: `Search: ${button}` }).fill(label)
    await page.getByRole('option', { name: label, exact: true }).click()
  }
  const done = page.getByRole('button', { name: 'Done' })
  if (await done.isVisible()) await done.click()
}

async function choose(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice })
}

/** Shows the numbers of a question of a board. */
async function openTable(page: Page, board: string, title: string): Promise<void> {
  await page.getByRole('link', { name: board, exact: true }).click()
  await page.getByRole('button', { name: `${title}: table`, exact: true }).click()
}

const numbers = (page: Page) => valuesOf(page, 'the numbers')
const tableOf = (title: string) => (page: Page) => valuesOf(page, new RegExp(`^${title}$`))

export const tenQuestions: readonly WalkedQuestion[] = [
  {
    question: 'What moved MRR in May?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await pick(page, 'Pick metrics', 'New MRR', 'Expansion MRR', 'Contraction MRR', 'Churned MRR')
      await choose(page, 'Grain', 'month')
      await choose(page, 'Period', 'between two days')
      await page.getByLabel('From', { exact: true }).fill('2025-05-01')
      await page.getByLabel('To', { exact: true }).fill('2025-05-31')
      await page.getByRole('cell', { name: 'May 2025' }).waitFor()
    },
    answer: async (page) => (await numbers(page)).filter(([period]) => period === '2025-05-01'),
    command: [
      ...['query', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr'],
      ...['--grain', 'month', '--from', '2025-05-01', '--to', '2025-05-31', '--parts', '--format', 'csv'],
    ],
    read: csv,
  },
  {
    question: 'How many users of each ICP segment still come after eight weeks?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await pick(page, 'Pick metrics', 'User retention rate')
      await pick(page, 'Pick dimensions', 'ICP segment')
      await choose(page, 'Grain', 'week')
      await choose(page, 'Cohorts', 'average, by size')
      await page.getByRole('heading', { name: 'User retention rate by ICP segment' }).waitFor()
    },
    answer: async (page) => (await numbers(page)).filter(([age]) => age === '8'),
    command: [
      ...['query', 'user_retention_rate', '--by', 'icp_segment', '--grain', 'week'],
      ...['--cohorts', 'weighted_average', '--parts', '--format', 'csv'],
    ],
    read: (output) => csv(output).filter(([age]) => age === '8'),
  },
  {
    question: 'Which motion pays back first?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await pick(page, 'Pick metrics', 'CAC payback months formula')
      await pick(page, 'Pick dimensions', 'Origin motion')
      await page.getByRole('cell', { name: 'SLG' }).waitFor()
    },
    answer: numbers,
    command: ['query', 'cac_payback_months_formula', '--by', 'origin_motion', '--parts', '--format', 'csv'],
    read: csv,
  },
  {
    question: 'Which cohorts have paid back, and which have not yet?',
    walk: async (page) => {
      await goTo(page, 'Boards')
      await openTable(page, 'Payback by motion', 'Payback of each cohort')
    },
    answer: tableOf('Payback of each cohort'),
    command: ['query', 'cac_payback_months', 'recovered_share', '--parts', '--format', 'csv'],
    read: csv,
  },
  {
    question: 'How much recurring revenue has each motion brought by month?',
    walk: async (page) => {
      await goTo(page, 'Boards')
      await openTable(page, 'Growth', 'Recurring revenue by motion')
    },
    answer: tableOf('Recurring revenue by motion'),
    command: [
      ...['query', 'mrr', '--by', 'origin_motion', '--grain', 'month'],
      ...['--period', 'last 12 months', '--parts', '--format', 'csv'],
    ],
    read: csv,
  },
  {
    question: 'Do people who were invited activate more often?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await page.getByRole('link', { name: 'Do sign-ups activate?' }).click()
    },
    answer: numbers,
    command: [
      ...['query', 'activation_rate', '--by', 'invited_or_self', '--grain', 'month'],
      ...['--period', 'last 12 months', '--parts', '--format', 'csv'],
    ],
    read: csv,
  },
  {
    question: 'Which industries are healthy?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await page.getByRole('link', { name: 'Which industries are healthy?' }).click()
    },
    answer: numbers,
    command: ['query', 'health_score', '--by', 'industry', '--parts', '--format', 'csv'],
    read: csv,
  },
  {
    question: 'How many sign-ups came from ads or from a search?',
    walk: async (page) => {
      await goTo(page, 'Explore')
      await pick(page, 'Pick metrics', 'Signups')
      await pick(page, 'Add a filter', 'Signup source')
      await page.getByLabel('Values, with commas between them').fill('ads, search')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByRole('listitem').filter({ hasText: 'signup_source in ads,search' }).waitFor()
    },
    answer: numbers,
    command: ['query', 'signups', '--where', 'signup_source in ads,search', '--parts', '--format', 'csv'],
    read: csv,
  },
  {
    question: 'Who has reached a limit, and who is to be called?',
    walk: async (page) => {
      await goTo(page, 'Signals')
      await choose(page, 'Group by', 'signal')
      await page.getByText('Detecting signals').waitFor({ state: 'hidden' })
    },
    answer: async (page) => {
      const group = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: /^Limit reached/ }) })
      const links = await group
        .getByRole('link')
        .evaluateAll((found: readonly { readonly href: string }[]) => found.map(({ href }) => href))
      return links.map((href) => [decodeURIComponent(href.slice(href.lastIndexOf('/') + 1))]).sort()
    },
    command: [
      ...['signals', '--signal', 'limit_reached', '--open'],
      ...['--since', '2025-12-03T23:59:59Z', '--first', '1000', '--format', 'csv'],
    ],
    read: (output) =>
      csv(output)
        .map(([, , , , , account = '']) => [account])
        .sort(),
  },
  {
    question: 'What exactly is net revenue retention?',
    walk: async (page) => {
      await goTo(page, 'Catalogue')
      await page.getByLabel('Search').fill('net revenue retention')
      await page.getByRole('link', { name: 'Net revenue retention', exact: true }).click()
      await page.getByRole('heading', { name: 'Net revenue retention', exact: true }).waitFor()
    },
    answer: async (page) => [[(await page.locator('dt:text-is("Hash") + dd').textContent()) ?? '']],
    command: ['query', 'net_revenue_retention', '--json'],
    read: (output) => {
      const { provenance } = JSON.parse(output) as Answer
      return provenance.metrics.map(({ definitionHash }) => [definitionHash])
    },
  },
]
