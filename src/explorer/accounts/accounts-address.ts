import type { AccountFilterInput, AccountKind, AccountOrderField } from '../../generated/explorer/graphql.ts'

/** Which accounts are listed, and in which order. */
export interface AccountsView {
  readonly name: string
  readonly kind: AccountKind | ''
  readonly industry: string
  readonly country: string
  readonly icpSegment: string
  readonly owner: string
  readonly segment: string
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
  'name',
  'industry',
  'country',
  'icpSegment',
  'owner',
  'segment',
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
]
export const kinds: readonly AccountKind[] = ['COMPANY', 'WORKSPACE', 'CUSTOMER', 'PERSON']

export function readAccountsAddress(search: string): AccountsView {
  const given = new URLSearchParams(search)
  const text = (name: string) => given.get(name) ?? ''
  return {
    name: text('name'),
    industry: text('industry'),
    country: text('country'),
    icpSegment: text('icpSegment'),
    owner: text('owner'),
    segment: text('segment'),
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
  name,
  kind,
  industry,
  country,
  icpSegment,
  owner,
  segment,
  mrrFrom,
  healthTo,
  isAtLimit,
}: AccountsView): AccountFilterInput[] {
  return [
    ...(name === '' ? [] : [{ name: { contains: name } }]),
    ...(kind === '' ? [] : [{ kind: { eq: kind } }]),
    ...(industry === '' ? [] : [{ industry: { contains: industry } }]),
    ...(country === '' ? [] : [{ country: { contains: country } }]),
    ...(icpSegment === '' ? [] : [{ icpSegment: { contains: icpSegment } }]),
    ...(owner === '' ? [] : [{ ownerRepId: { contains: owner } }]),
    ...(segment === '' ? [] : [{ state: { segment: { eq: segment } } }]),
    ...(mrrFrom === '' ? [] : [{ state: { mrr: { gte: mrrFrom } } }]),
    ...(healthTo === '' ? [] : [{ state: { healthScore: { lte: healthTo } } }]),
    ...(isAtLimit ? [{ state: { limitsReached: { gte: 1 } } }] : []),
  ]
}
