import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import { accountParts } from '../../loaders/account-parts.ts'
import type { AccountPartName } from '../../loaders/account-parts.ts'
import { createLoaders } from '../../loaders/create-loaders.ts'
import type { Loaders } from '../../loaders/create-loaders.ts'
import type { AccountRow } from '../../loaders/entities/rows.ts'
import { defineTool } from '../tool.ts'

/** The largest number of accounts that are named when several match. */
const maxNamed = 10

const maxSignals = 20

export const getAccount = defineTool({
  name: 'get_account',
  title: 'Get an account',
  description:
    'One account by key, name, domain or e-mail of a user: health with its components, segment, revenue by month and motion, ' +
    'seats, people, limits and renewals, and its open signals. What the caller may not see, and what the loaded data cannot ' +
    'tell, is named under unavailable.',
  input: z.strictObject({
    account: z
      .string()
      .min(1)
      .describe('The key, or a part of the name or of a domain, or the e-mail of a user.'),
  }),
  run: async (runtime, { account: words }, options) => {
    const loaders = createLoaders(runtime, options)
    const account = await findAccount(loaders, words)
    const { account_key: accountKey } = account
    const unavailable: Record<string, string> = {}
    const orReason = (name: string, value: Promise<unknown>) =>
      value.catch((error: unknown) => {
        if (!(error instanceof PlumblineError)) throw error
        unavailable[name] = error.message
        return undefined
      })
    const names = Object.keys(accountParts) as AccountPartName[]
    const parts = await Promise.all(
      names.map(
        async (part) => [part, await orReason(part, loaders.accountPart.load({ part, accountKey }))] as const,
      ),
    )
    const signals = loaders.accountSignals.load({ accountKey, page: { first: maxSignals, isOpen: true } })
    const open = await orReason(
      'signals',
      signals.then(({ rows }) => rows),
    )
    return {
      account,
      ...Object.fromEntries(parts),
      open_signals: open,
      ...(isEmpty(unavailable) ? {} : { unavailable }),
    }
  },
})

/** @throws PlumblineError `NOT_FOUND` when no account matches, or several do; then with their keys */
async function findAccount({ account, accounts }: Loaders, words: string): Promise<AccountRow> {
  const byKey = await account.load(words)
  if (byKey !== null) return byKey
  const { nodes, pageInfo } = await accounts.load({
    parent: null,
    page: {
      size: maxNamed,
      from: 'start',
      after: null,
      before: null,
      conditions: [{ kind: 'search', text: words }],
      order: { columns: [], key: 'asc' },
    },
  })
  const named = nodes.filter(({ name }) => name?.toLowerCase() === words.toLowerCase())
  const [only, ...others] = named.length === 1 ? named : nodes
  if (only === undefined)
    throw new PlumblineError('NOT_FOUND', `No account has the key, name, domain or user ${words}.`, {
      subject: 'account',
    })
  if (others.length === 0) return only
  const more = pageInfo.hasNextPage ? ', and others' : ''
  throw new PlumblineError(
    'NOT_FOUND',
    `Several accounts match ${words}: ${nodes.map(({ account_key: key, name }) => `${name ?? '(no name)'} (${key})`).join(', ')}${more}. Give a key.`,
    { subject: 'account', valid: nodes.map(({ account_key: key }) => key) },
  )
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0
}
