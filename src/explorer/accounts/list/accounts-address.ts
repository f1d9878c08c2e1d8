import type {
  AccountFilterInput,
  AccountKind,
  AccountOrderField,
} from '../../../generated/explorer/graphql.ts'

/** Which accounts are listed, and in which order. */
export interface AccountsView {
  /** What a name, a mail domain or a mail address contains. */
  readonly search: string
  readonly kind: AccountKind | ''
  readonly industry: string
  readonly country: string
  readonly icpSegment: string
  readonly owner: string
  readonly segment: string
  /** An open signal that they have, or `any`; empty: all accounts, also those without one. */
  readonly signal: string
  /** The lowest recurring revenue; empty: any. */
  readonly mrrFrom: string
  /** The highest health; empty: any. */
  readonly healthTo: string
  /** Whether only accounts that have reached a limit are listed. */
  readonly isAtLimit: boolean
  readonly order: AccountOrderField
  readonly isDescending: boolean
  /** The end of the page before. */
  readonly after: string | null
}

const texts = [
  'search',
  'industry',
  'country',
  'icpSegment',
  'owner',
  'segment',
  'signal',
  'mrrFrom',
  'healthTo',
] as const
const orders: readonly AccountOrderField[] = [
  'KEY',
  'NAME',
  'EMPLOYEE_COUNT',
  'CREATED_AT',
  'HEALTH_SCORE',
  'MRR',
  'SEGMENT',
  'LATEST_SIGNAL',
]
export const kinds: readonly AccountKind[] = ['COMPANY', 'WORKSPACE', 'CUSTOMER', 'PERSON']

export function readAccountsAddress(search: string): AccountsView {
  const given = new URLSearchParams(search)
  const text = (name: string) => given.get(name) ?? ''
  return {
    search: text('search'),
    industry: text('industry'),
    country: text('country'),
    icpSegment: text('icpSegment'),
    owner: text('owner'),
    segment: text('segment'),
    signal: text('signal'),
    mrrFrom: text('mrrFrom'),
    healthTo: text('healthTo'),
    isAtLimit: given.has('atLimit'),
    kind: kinds.find((kind) => kind === given.get('kind')) ?? '',
    order: orders.find((order) => order === given.get('order')) ?? 'NAME',
    isDescending: given.has('descending'),
    after: given.get('after'),
  }
}

export function toAccountsAddress(view: AccountsView): string {
  const written = new URLSearchParams()
  for (const name of [...texts, 'kind'] as const) if (view[name] !== '') written.set(name, view[name])
  if (view.order !== 'NAME') written.set('order', view.order)
  if (view.isAtLimit) written.set('atLimit', '')
  if (view.isDescending) written.set('descending', '')
  if (view.after !== null) written.set('after', view.after)
  return `/accounts?${written.toString()}`
}

/** The conditions of the list. */
export function toWhere({
  search,
  kind,
  industry,
  country,
  icpSegment,
  owner,
  segment,
  signal,
  mrrFrom,
  healthTo,
  isAtLimit,
}: AccountsView): AccountFilterInput[] {
  return [
    ...(search === '' ? [] : [{ search }]),
    ...(kind === '' ? [] : [{ kind: { eq: kind } }]),
    ...(industry === '' ? [] : [{ industry: { contains: industry } }]),
    ...(country === '' ? [] : [{ country: { contains: country } }]),
    ...(icpSegment === '' ? [] : [{ icpSegment: { contains: icpSegment } }]),
    ...(owner === '' ? [] : [{ ownerRepId: { contains: owner } }]),
    ...(segment === '' ? [] : [{ state: { segment: { eq: segment } } }]),
    ...(signal === '' ? [] : [{ signal: { isOpen: true, ...(signal !== 'any' && { names: [signal] }) } }]),
    ...(mrrFrom === '' ? [] : [{ state: { mrr: { gte: mrrFrom } } }]),
    ...(healthTo === '' ? [] : [{ state: { healthScore: { lte: healthTo } } }]),
    ...(isAtLimit ? [{ state: { limitsReached: { gte: 1 } } }] : []),
  ]
}
