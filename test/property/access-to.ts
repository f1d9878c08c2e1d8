import type { Access } from '../../src/policy/access.ts'
import { metrics } from './oracle/metrics.ts'

/** A role that sees the accounts of its claim. */
export const accessTo = (accounts: readonly string[]): Access => ({
  role: {
    name: 'tenant',
    metrics: new Set(Object.keys(metrics)),
    // spend is shared by both tenants
    metricsWithoutAccounts: new Set(),
    entities: new Set(),
    accounts: null,
    columns: new Map(),
    databaseRoles: new Map(),
    minGroupSize: 1,
  },
  accounts: {
    role: 'tenant',
    condition: {
      kind: 'any',
      left: { kind: 'column', name: 'account_key' },
      list: { kind: 'claim', name: 'accounts', type: 'text[]' },
    },
    claims: { accounts },
  },
  policies: null,
  hashKey: null,
})
