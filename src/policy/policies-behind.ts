import type { Access } from './access.ts'

/** The policies behind an answer, and what they hide: columns, and values of small groups; null without policies. */
export function policiesBehind({ role, policies }: Pick<Access, 'role' | 'policies'>) {
  if (role === null || policies === null) return null
  const hidden = [...role.columns].filter(([, access]) => access !== 'visible')
  return {
    hash: policies.hash,
    role: role.name,
    columns: Object.fromEntries(hidden),
    ...(role.minGroupSize === 1 ? {} : { minGroupSize: role.minGroupSize }),
  }
}
