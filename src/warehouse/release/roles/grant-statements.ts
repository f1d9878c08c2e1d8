import type { Catalog } from '../../../catalog/catalog.ts'
import { quoteName, quoteRelation } from '../../engine/values/quote-name.ts'
import type { Owned } from './owned-relations.ts'
import { privilegesOn, readsSchema } from './reader-roles.ts'
import type { ReaderRole } from './reader-roles.ts'

/**
 * The statements that leave every role with exactly its rights on what the user owns. Relations whose rights are right
 * already are left alone, and the others named once for all roles: every change of a view's rights makes the database
 * read the view again.
 */
export function grantStatements(
  roles: readonly ReaderRole[],
  catalog: Catalog,
  { schemas, relations }: Owned,
): readonly string[] {
  if (roles.length === 0) return []
  const names = roles.map(({ name }) => name).join(', ')
  const wrong = [...relations].filter(([relation, found]) =>
    roles.some((role) => (found.get(role.name) ?? '') !== privilegesOn(role, catalog, relation)),
  )
  const revoked = wrong.filter(([, found]) => found.size > 0).map(([relation]) => relation)
  return [
    ...onAll(revoked.map(quoteRelation), (all) => `revoke all on ${all} from ${names}`),
    ...grants(
      roles,
      catalog,
      wrong.map(([relation]) => relation),
    ),
    ...onAll(schemas.map(quoteName), (all) => `revoke all on schema ${all} from ${names}`),
    ...roles.flatMap((role) =>
      onAll(
        schemas.filter((schema) => readsSchema(role, schema)).map(quoteName),
        (all) => `grant usage on schema ${all} to ${role.name}`,
      ),
    ),
  ]
}

/** One statement for all relations on which the same roles get the same privileges. */
function grants(
  roles: readonly ReaderRole[],
  catalog: Catalog,
  relations: readonly string[],
): readonly string[] {
  const granted = new Map<string, { privileges: string; to: string; on: string[] }>()
  for (const relation of relations) {
    const given = roles.map((role) => ({
      name: role.name,
      privileges: privilegesOn(role, catalog, relation),
    }))
    for (const privileges of new Set(given.map((one) => one.privileges))) {
      if (privileges === '') continue
      const names = given
        .filter((one) => one.privileges === privileges)
        .map(({ name }) => name)
        .join(', ')
      const key = `${privileges} to ${names}`
      const same = granted.get(key) ?? { privileges, to: names, on: [] }
      same.on.push(quoteRelation(relation))
      granted.set(key, same)
    }
  }
  return [...granted.values()].map(
    ({ privileges, to, on }) => `grant ${privileges} on ${on.join(', ')} to ${to}`,
  )
}

/** One statement about all of the names, or none. */
function onAll(names: readonly string[], statement: (all: string) => string): readonly string[] {
  return names.length === 0 ? [] : [statement(names.join(', '))]
}
