import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { Identity } from '../identity/identity.ts'
import { grantableViews } from './grantable-views.ts'
import type { Policies, Role } from './policy.ts'
import { claimsIn, readClaim, type BoundCondition } from './row-condition.ts'

/** What one caller may see. */
export interface Access {
  /** The caller's role; null where no policies hold, and everything may be seen. */
  readonly role: Role | null
  /** The accounts that the caller may see, with the caller's claims; null for all of them. */
  readonly accounts: BoundCondition | null
  /** All roles, so that a denial can name those that are granted what was asked for. */
  readonly policies: Policies | null
  /** The key of hashes of personal data; null where no role sees hashes. */
  readonly hashKey: string | null
}

/** The access of the command line on a database, whose role in the database decides, and of a server without policies. */
export const fullAccess: Access = Object.freeze({ role: null, accounts: null, policies: null, hashKey: null })

/**
 * What a caller may see.
 *
 * @throws PlumblineError `FORBIDDEN` when the role does not exist, or its rows depend on a claim that the caller lacks
 */
export function accessOf(
  policies: Policies,
  { role: name, claims }: Identity,
  hashKey: string | null,
): Access {
  const role = policies.roles.get(name ?? 'anonymous')
  if (role === undefined)
    throw new PlumblineError(
      'FORBIDDEN',
      name === null
        ? 'Callers without credentials have no permissions here. Send an API key or a token.'
        : `The role ${name} has no permissions here: the policies do not define it.`,
      { subject: 'role' },
    )
  if (role.accounts === null) return Object.freeze({ role, accounts: null, policies, hashKey })
  const missing = [...claimsIn(role.accounts)].filter((claim) => !Object.hasOwn(claims, claim))
  if (missing.length > 0)
    throw new PlumblineError(
      'FORBIDDEN',
      `The rows of the role ${role.name} depend on ${missing.map((claim) => `claims.${claim}`).join(', ')}, which the credentials do not have.`,
      { subject: 'claims' },
    )
  const typed = [...claimsIn(role.accounts)].map(
    (claim) => [claim, readClaim(claims[claim], policies.claims.get(claim))] as const,
  )
  const wrong = typed.filter(([, value]) => value === null).map(([claim]) => claim)
  if (wrong.length > 0)
    throw new PlumblineError(
      'FORBIDDEN',
      wrong
        .map(
          (claim) =>
            `claims.${claim} of the credentials is not of the type ${policies.claims.get(claim) ?? ''}.`,
        )
        .join(' '),
      { subject: 'claims' },
    )
  const bound = Object.fromEntries(
    typed.flatMap(([claim, value]) => (value === null ? [] : [[claim, value]])),
  )
  return Object.freeze({
    role,
    accounts: Object.freeze({ role: role.name, condition: role.accounts, claims: bound }),
    policies,
    hashKey,
  })
}

/** Whether the role is granted a metric. */
export function isMetricGranted({ role }: Access, metric: string): boolean {
  return role === null || role.metrics.has(metric)
}

/** The names of what the role is granted besides metrics: `accounts`, `users`, `signals` and others. */
export function grantedEntities({ role }: Access, catalog: Catalog): readonly string[] {
  return [...(role?.entities ?? grantableViews(catalog).keys())]
}

/**
 * Rejects metrics that the role is not granted.
 *
 * @throws PlumblineError `FORBIDDEN` with the roles that are granted the metric
 */
export function checkMetricAccess(access: Access, metric: string): void {
  const { role, policies } = access
  if (role === null || isMetricGranted(access, metric)) return
  throw denied(`the metric ${metric}`, metric, role, policies, (other) => other.metrics.has(metric))
}

/**
 * Rejects an entity that the role is not granted.
 *
 * @throws PlumblineError `FORBIDDEN` with the roles that are granted the entity
 */
export function checkEntityAccess({ role, policies }: Access, entity: string): void {
  if (role === null || role.entities.has(entity)) return
  throw denied(entity, entity, role, policies, (other) => other.entities.has(entity))
}

/**
 * Rejects a metric over rows without an account for a role that sees some accounts only.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkRowsHaveAccounts({ role, accounts, policies }: Access, metric: string): void {
  if (role === null || accounts === null || role.metricsWithoutAccounts.has(metric)) return
  throw denied(
    `the metric ${metric}, whose rows belong to no account`,
    metric,
    role,
    policies,
    (other) =>
      other.metrics.has(metric) && (other.accounts === null || other.metricsWithoutAccounts.has(metric)),
  )
}

/**
 * Rejects grouping, filtering, ordering or searching by a column with personal data that the role does not see as it is.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkColumnAccess({ role, policies }: Access, column: string, name = column): void {
  if (role === null || (role.columns.get(column) ?? 'visible') === 'visible') return
  throw denied(
    `conditions, groups and orders by ${name}, which is personal data`,
    name,
    role,
    policies,
    (other) => other.columns.get(column) === 'visible',
  )
}

/**
 * Rejects what has the numbers of single accounts and users, for a role that sees those of larger groups only.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkSingleAccounts({ role }: Access, subject: string, what: string): void {
  if (role === null || role.minGroupSize <= 1) return
  throw new PlumblineError(
    'FORBIDDEN',
    `The role ${role.name} sees values of at least ${role.minGroupSize} users only, and ${what} has those of one account or user.`,
    { subject },
  )
}

function denied(
  what: string,
  subject: string,
  role: Role,
  policies: Policies | null,
  isGranted: (role: Role) => boolean,
): PlumblineError {
  const granted = [...(policies?.roles.values() ?? [])].filter(isGranted).map(({ name }) => name)
  const remedy = granted.length === 0 ? 'No role is.' : `These roles are: ${granted.join(', ')}.`
  return new PlumblineError('FORBIDDEN', `The role ${role.name} is not granted ${what}. ${remedy}`, {
    subject,
    valid: granted,
  })
}

/** How a column of an entity is shown to the caller. */
export function columnAccess({ role }: Access, column: string): 'visible' | 'masked' | 'hashed' {
  return role?.columns.get(column) ?? 'visible'
}

/** The columns of a view that refer to an account. */
export function accountColumns(catalog: Catalog, view: string): readonly string[] {
  return (catalog.views.get(view)?.columns ?? []).filter((column) => /^(?:\w+_)?account_key$/.test(column))
}
