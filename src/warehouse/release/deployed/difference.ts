import type { View } from '../../../catalog/catalog.ts'
import type { DatabaseRelation } from './read-relations.ts'

const kinds: Readonly<Record<string, string>> = {
  v: 'a view',
  r: 'a table',
  p: 'a table',
  m: 'a materialized view',
  f: 'a foreign table',
}

/** How a relation in the database differs from the deployed one, as the end of a sentence. */
export function differenceOf(view: View, relation: DatabaseRelation): string {
  const expected = view.header.stored ? 'r' : 'v'
  if (relation.kind !== expected)
    return `is ${kinds[relation.kind] ?? 'of another kind'} in the database, not ${kinds[expected]}`
  const unexpected = relation.reads.filter((name) => !view.reads.includes(name))
  const missing = view.reads.filter((name) => !relation.reads.includes(name))
  if (relation.kind === 'v' && unexpected.length > 0) {
    const instead = missing.length > 0 ? ` instead of ${missing.join(', ')}` : ''
    return `reads ${unexpected.join(', ')}${instead}`
  }
  const columns = relation.columns.split(', ').map((column) => column.split(' ', 1)[0])
  if (columns.join() !== view.columns.join()) return 'has other columns in the database'
  return 'was changed in the database'
}
