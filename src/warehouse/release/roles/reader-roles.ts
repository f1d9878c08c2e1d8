import type { Catalog, View } from '../../../catalog/catalog.ts'
import { quoteName, quoteRelation } from '../../engine/values/quote-name.ts'

/** A role of the database without a login. Operators grant it to logins; `deploy` grants it the right to read. */
export interface ReaderRole {
  readonly name: string
  readonly purpose: string
}

/** Relations and schemas that the deploying user owns: it can grant rights on these only. */
export interface OwnedRelations {
  readonly schemas: readonly string[]
  /** `schema.relation`, not quoted. */
  readonly relations: readonly string[]
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

/** The statements that leave a role with exactly its rights on the owned relations. */
export function grantStatements(
  { name }: ReaderRole,
  catalog: Catalog,
  owned: OwnedRelations,
): readonly string[] {
  const isServer = name === server.name
  const relations = new Set(owned.relations)
  const views = [...catalog.views.values()].filter(
    (view) => publicLayers.includes(view.layer) && relations.has(view.name),
  )
  const masked = name === reader.name ? views.filter(hasPersonalData) : []
  const whole = isServer
    ? owned.relations
    : views.filter((view) => !masked.includes(view)).map((view) => view.name)
  const schemas = owned.schemas.filter((schema) => isServer || publicLayers.includes(schema))
  return [
    ...onAll(owned.relations.map(quoteRelation), (all) => `revoke all on ${all} from ${name}`),
    ...onAll(owned.schemas.map(quoteName), (all) => `revoke all on schema ${all} from ${name}`),
    ...onAll(schemas.map(quoteName), (all) => `grant usage on schema ${all} to ${name}`),
    ...onAll(whole.map(quoteRelation), (all) => `grant select on ${all} to ${name}`),
    ...masked.flatMap((view) =>
      onAll(
        publicColumns(view).map(quoteName),
        (columns) => `grant select (${columns}) on ${quoteRelation(view.name)} to ${name}`,
      ),
    ),
  ]
}

function hasPersonalData(view: View): boolean {
  return publicColumns(view).length < view.columns.length
}

function publicColumns({ columns, header }: View): readonly string[] {
  return columns.filter((column) => header.columns[column]?.pii !== true)
}

/** One statement about all of the names, or none. */
function onAll(names: readonly string[], statement: (all: string) => string): readonly string[] {
  return names.length === 0 ? [] : [statement(names.join(', '))]
}
