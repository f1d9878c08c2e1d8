import type { Row } from '../../harness/warehouse.ts'

/** A company, and its ideal-customer segment. */
export const company = (account_id: string, icp_segment: string | null = null): Row => ({
  account_id,
  name: account_id,
  icp_segment,
})

/** The verified domain of a company. */
export const domain = (account_id: string): Row => ({
  domain: `${account_id}.example`,
  account_id,
  valid_from: '2020-01-01',
  verified: true,
})

/** Users with an address of the domain: `acme 0`, `acme 1`, … */
export const users = (account_id: string, count: number, created_at: string): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    user_id: `${account_id} ${String(index)}`,
    email: `p${String(index)}@${account_id}.example`,
    created_at,
  }))
