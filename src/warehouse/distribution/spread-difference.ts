import type { Spread } from '../../catalog/spread.ts'
import { isColumn } from '../../catalog/spread.ts'
import type { Distributions } from './read-distribution.ts'

/** A table of `sql/`, and how it should be spread. */
export interface SpreadTable {
  readonly name: string
  readonly spread: Spread
}

/**
 * Table → how its distribution differs from `sql/`, as the end of a sentence. Tables that should be stored together
 * are compared with the first of them that has rows.
 */
export function spreadDifferences(
  tables: readonly SpreadTable[],
  present: Distributions,
): ReadonlyMap<string, string> {
  const differences = new Map<string, string>()
  const first = new Map<Spread, string>()
  for (const { name, spread } of tables) {
    const found = present.get(name)
    const current = found?.spread ?? 'local'
    if (current !== spread) {
      differences.set(name, `is ${describe(current)} instead of ${describe(spread)}`)
      continue
    }
    if (found === undefined || !isColumn(spread)) continue
    const together = first.get(spread) ?? name
    first.set(spread, together)
    if (present.get(together)?.group !== found.group)
      differences.set(name, `is not stored together with ${together}, which is spread by the same column`)
  }
  return differences
}

function describe(spread: Spread): string {
  if (isColumn(spread)) return `distributed by ${spread}`
  return spread === 'local' ? 'stored on the coordinator alone' : 'copied to every node'
}
