import { z } from '../forms.ts'
import type { Claim } from '../identity/identity.ts'
import { columnAccesses } from './policy.ts'
import { claimTypes } from './row-condition.ts'

const name = z.string().regex(/^[a-z]\w*$/)

/** A list of names, or `*` for all. */
const names = z.union([z.literal('*').transform((all) => [all]), z.array(z.string())]).default([])

const single = z.union([z.string(), z.number(), z.boolean()])
const claim = z.union([single, z.array(single)])

const role = z.strictObject({
  /** Roles whose permissions this one has, too. */
  inherits: z.array(name).default([]),
  /** Metrics or families. */
  metrics: names,
  metrics_without_accounts: names,
  entities: names,
  /** Entity → SQL over its columns and `claims`. */
  rows: z.record(name, z.string()).default({}),
  /** `pii` for all columns with personal data, or `entity.column`. */
  columns: z.record(z.string(), z.enum(columnAccesses)).default({}),
  /** Roles of the database that query as this one in the SQL API: a list, or each with its claims. */
  database_roles: z
    .union([
      z
        .array(z.string().min(1))
        .transform((list): Record<string, Record<string, Claim>> =>
          Object.fromEntries(list.map((one) => [one, {}])),
        ),
      z.record(z.string().min(1), z.record(name, claim)),
    ])
    .default({}),
  /** Values of fewer users or accounts are withheld; 1 withholds none, for a role that inherits more. */
  min_group_size: z.int('it must be a whole number').min(1, 'it must be at least 1').optional(),
})

/** The form of `policies.yaml`. */
export const policyFile = z.strictObject({
  claims: z.record(name, z.enum(claimTypes)).default({}),
  roles: z.record(name, role),
})

/** The fields that it knows: its own, and those of a role. */
export const policyFields = { '': Object.keys(policyFile.shape), roles: Object.keys(role.shape) }

export type PolicyFile = z.infer<typeof policyFile>
export type RoleEntry = PolicyFile['roles'][string]
