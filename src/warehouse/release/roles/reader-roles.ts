import type { Catalog, View } from '../../../catalog/catalog.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** A role of the database without a login. Operators grant it to logins; `deploy` grants it the right to read. */
export interface ReaderRole {
  readonly name: string
  readonly purpose: string
}

const reader: ReaderRole = {
  name: 'plumbline_reader',
  purpose: 'reads parameters, entities, facts, signals and metrics without personal data, for BI tools',
}
const pii: ReaderRole = { name: 'plumbline_pii_reader', purpose: 'reads the same with personal data' }
const server: ReaderRole = { name: 'plumbline_server', purpose: 'reads all that plumbline serve needs' }

/** All roles, in the order of their rights. */
export const readerRoles: readonly ReaderRole[] = [reader, pii, server]

/** The layers that BI tools read. Views are read with the rights of their owner, so the other layers need no rights. */
const publicLayers: readonly string[] = ['parameters', 'entities', 'facts', 'signals', 'metrics', 'pages']

/** Whether a role reads relations of a schema. */
export function readsSchema(role: ReaderRole, schema: string): boolean {
  return role === server || publicLayers.includes(schema)
}

/** The privileges of a role on a relation, as `grant` writes them: `select`, `select ("some", "columns")`, or none. */
export function privilegesOn(role: ReaderRole, catalog: Catalog, relation: string): string {
  if (role === server) return 'select'
  const view = catalog.views.get(relation)
  if (view === undefined || !publicLayers.includes(view.layer)) return ''
  return role === pii ? 'select' : publicPrivileges(view)
}

function publicPrivileges({ columns, header }: View): string {
  const open = columns.filter((column) => header.columns[column]?.pii !== true)
  if (open.length === columns.length) return 'select'
  return open.length === 0 ? '' : onColumns('select', open)
}

/** A privilege on some columns, as `grant` writes it. */
export function onColumns(privilege: string, columns: readonly string[]): string {
  return `${privilege} (${columns.map(quoteName).join(', ')})`
}
