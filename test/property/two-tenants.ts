import type { Data } from './oracle/data/data.ts'

type AnyRow = Readonly<Record<string, unknown>>

/** Tables whose rows belong to no account; both tenants share them. */
const shared: ReadonlySet<string> = new Set(['fx_rates', 'plan_limits', 'spend', 'gross_margin', 'reps'])

const ids = /_id$|^invitee_key$/
/** Of reps there is one list. */
const sharedIds: ReadonlySet<string> = new Set(['rep_id', 'owner_rep_id'])

/** Whether an account key is of the second tenant. */
export const isOfOtherTenant = (accountKey: string): boolean => /other[- ]tenant/.test(accountKey)

/**
 * A warehouse with two tenants: the data, and the same data again under other ids and domains. Left out are costs of a
 * plan, which all accounts of the plan share, and events without a user and a workspace, which belong to no account.
 */
export function withOtherTenant(data: Data): { readonly one: Data; readonly both: Data } {
  const { cost_to_serve: costs, product_events: events, ...rest } = data
  const one: Data = {
    ...rest,
    ...(costs && { cost_to_serve: costs.filter(({ account_id }) => account_id !== null) }),
    ...(events && { product_events: events.filter(belongsToAnAccount) }),
  }
  const both = Object.fromEntries(
    Object.entries(one).map(([table, rows]) => [
      table,
      shared.has(table)
        ? rows
        : [...(rows as readonly AnyRow[]), ...rowsOfOther(table, rows as readonly AnyRow[])],
    ]),
  )
  return { one, both }
}

function belongsToAnAccount(event: NonNullable<Data['product_events']>[number]): boolean {
  return [event.user_id, event.workspace_id, event.account_id].some((id) => id !== null)
}

/** A provider of free mail is one domain, which both tenants cannot have. */
function rowsOfOther(table: string, rows: readonly AnyRow[]): readonly AnyRow[] {
  const own = table === 'account_domains' ? rows.filter(({ domain }) => !isFreeMail(String(domain))) : rows
  return own.map(ofOther)
}

const isFreeMail = (domain: string): boolean => /gmail/i.test(domain)

function ofOther(row: AnyRow): AnyRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (typeof value !== 'string' || sharedIds.has(column)) return [column, value]
      if (column === 'domain') return [column, ofOtherDomain(value)]
      if (value.includes('@')) return [column, ofOtherAddress(value)]
      return [column, ids.test(column) ? ofOtherId(value) : value]
    }),
  )
}

/** Account ids may say what they are of: `ws:w1`. */
function ofOtherId(id: string): string {
  const [, kind = '', name = id] = /^(ws:|customer:|user:|domain:)?(.*)$/.exec(id) ?? []
  return `${kind}other tenant ${name}`
}

/** Addresses of a provider of free mail stay with it. */
function ofOtherAddress(address: string): string {
  const [, name = '', domain = '', end = ''] = /^(\s*[^@]*)@(\S*)(\s*)$/.exec(address) ?? []
  return `${name.replace(/(\S)/, 'other.$1')}@${ofOtherDomain(domain)}${end}`
}

function ofOtherDomain(domain: string): string {
  return isFreeMail(domain) ? domain : `other-tenant.${domain.toLowerCase().replaceAll('.', '-')}.example`
}
