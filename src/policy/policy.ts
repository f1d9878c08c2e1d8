import type { Identity } from '../identity/identity.ts'
import type { ClaimType, RowCondition } from './row-condition.ts'

/**
 * How a column with personal data is shown: as it is, as null, or as a keyed hash. Equal values have equal hashes, so
 * that a hash still joins, and a caller without the key cannot compute one.
 */
export const columnAccesses = ['visible', 'masked', 'hashed'] as const
export type ColumnAccess = (typeof columnAccesses)[number]

/** What callers with a role may see, with all that it inherits. */
export interface Role {
  readonly name: string
  /** Metrics by name. */
  readonly metrics: ReadonlySet<string>
  /** Metrics over rows without an account that the role may see although its accounts are restricted. */
  readonly metricsWithoutAccounts: ReadonlySet<string>
  /** Entities by name: `accounts`, `users`, … */
  readonly entities: ReadonlySet<string>
  /** Which accounts; null for all of them. Everything that belongs to an account follows it. */
  readonly accounts: RowCondition | null
  /** `entity.column` → how it is shown; for every column with personal data. */
  readonly columns: ReadonlyMap<string, ColumnAccess>
  /** Roles of the database that query as this one in the SQL API, with their claims. A role does not inherit them. */
  readonly databaseRoles: ReadonlyMap<string, Identity['claims']>
  /** Values of fewer users or accounts are withheld; 1: none are. */
  readonly minGroupSize: number
}

/** `policies.yaml`, read and checked. */
export interface Policies {
  readonly claims: ReadonlyMap<string, ClaimType>
  readonly roles: ReadonlyMap<string, Role>
  /** Changes with whatever a role may see. */
  readonly hash: string
}
