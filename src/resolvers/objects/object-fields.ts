import type { ObjectType, Reference } from '../../loaders/entities/objects.ts'
import { toFieldName } from '../sdl/graphql-name.ts'

/** The field with the key of a column: `buyer_id` → `buyerId`; the own key is `key`. */
export function columnField({ key }: ObjectType, column: string): string {
  return column === key ? 'key' : toFieldName(column)
}

/** The field with the object that a column refers to: `inviter_user_id` → `inviterUser`. */
export function referenceField({ column }: Reference): string {
  return toFieldName(column.replace(/_(?:id|key)$/, ''))
}

/** The columns with values of their own: neither the key nor references. */
export function valueColumns({ columns, key, references }: ObjectType): readonly string[] {
  const others = new Set([key, ...references.map(({ column }) => column)])
  return Object.keys(columns).filter((column) => !others.has(column))
}
