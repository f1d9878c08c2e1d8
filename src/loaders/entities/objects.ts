import type { Catalog, View } from '../../catalog/catalog.ts'
import { objectViews, pageColumns } from '../../generated/entities.ts'
import type { ColumnType, Entity } from '../fetch/entity.ts'

/** A row of a view in `sql/pages/` with a type of its own; the columns are those of the view. */
export type ObjectRow = Readonly<Record<string, string | boolean | null>>

/** A column that refers to an object of another type by its key. */
export interface Reference {
  readonly column: string
  readonly type: string
  /** Whether the column has the name of the other key, so that the other type lists these rows. */
  readonly isOwner: boolean
}

/** A type of the API made of a view in `sql/pages/`. */
export interface ObjectType {
  readonly type: string
  readonly view: View
  /** The name of its lists, in SQL's form. */
  readonly list: string
  readonly key: string
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly references: readonly Reference[]
  readonly neverNull: ReadonlySet<string>
  readonly entity: Entity<ObjectRow>
}

/** The keys of the other types. */
const entityKeys: Readonly<Record<string, string>> = {
  account_key: 'Account',
  workspace_id: 'Workspace',
  user_id: 'User',
  buyer_id: 'Buyer',
}

const known = new WeakMap<Catalog, readonly ObjectType[]>()

/** The types that the headers in `sql/pages/` declare, in the order of their names. */
export function objectTypesOf(catalog: Catalog): readonly ObjectType[] {
  const found = known.get(catalog) ?? readObjectTypes(catalog)
  known.set(catalog, found)
  return found
}

function readObjectTypes(catalog: Catalog): readonly ObjectType[] {
  const views = Object.values(objectViews).flatMap((name) => {
    const view = catalog.views.get(`pages.${name}`)
    return view?.header.object === undefined ? [] : [{ name, view, object: view.header.object }]
  })
  const types = { ...entityKeys }
  for (const { view, object } of views) types[keyOf(view)] = object.type
  return views.map(({ name, view, object }) => {
    const key = keyOf(view)
    const columns: Readonly<Record<string, ColumnType>> = pageColumns[name]
    const requires = view.header.requires.flatMap((tables) => tables.split('|'))
    return {
      type: object.type,
      view,
      list: object.list ?? view.relation,
      key,
      columns,
      references: Object.keys(columns).flatMap((column) => referenceOf(column, key, types)),
      neverNull: new Set([key, 'account_key', ...object.never_null]),
      entity: {
        type: object.type,
        relation: view.name,
        grants: [view.relation],
        shows: requires,
        key: [key],
        columns,
        searched: [],
      },
    }
  })
}

function keyOf({ name, header }: View): string {
  const [key, ...more] = header.key
  if (key === undefined || more.length > 0) throw new Error(`${name} needs a key of one column`)
  return key
}

function referenceOf(
  column: string,
  ownKey: string,
  types: Readonly<Record<string, string>>,
): readonly Reference[] {
  if (column === ownKey) return []
  const [key, type] =
    Object.entries(types).find(([other]) => column === other || column.endsWith(`_${other}`)) ?? []
  return key === undefined || type === undefined ? [] : [{ column, type, isOwner: column === key }]
}
