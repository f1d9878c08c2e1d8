import type { Catalog, View } from '../../catalog/catalog.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { describeColumns } from '../../resolvers/catalog/catalog-rows.ts'
import { modelName } from './models.ts'

/** Descriptions, keys and users of views as properties of models and as exposures. */
export function modelProperties({ views }: Catalog, own: readonly View[]) {
  const exposures = own.flatMap((view) => view.header.used_by.map((user) => ({ user, view })))
  const users = [...new Set(exposures.map(({ user }) => user))]
  return {
    version: 2,
    models: own.filter(({ name }) => views.has(name)).map(propertiesOf),
    ...(users.length === 0
      ? {}
      : {
          exposures: users.map((user) => ({
            name: `${own[0]?.layer ?? ''}_${user.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`,
            label: user,
            type: 'application',
            owner: { name: user },
            depends_on: exposures
              .filter((one) => one.user === user)
              .map(({ view }) => `ref('${modelName(view.name)}')`),
          })),
        }),
  }
}

function propertiesOf(view: View) {
  const { name, header } = view
  const described = describeColumns(view).filter(({ description }) => description !== null)
  return {
    name: modelName(name),
    description: `${oneLine(header.description)} ${oneLine(header.grain)}.`,
    ...(header.key.length === 0
      ? {}
      : { data_tests: [{ unique_together: { arguments: { columns: [...header.key] } } }] }),
    config: { meta: { owner: header.owner, definition_hash: view.hash } },
    ...(described.length === 0
      ? {}
      : {
          columns: described.map((column) => ({
            name: column.name,
            description: oneLine(column.description ?? ''),
            ...(column.isPersonal ? { meta: { pii: true } } : {}),
          })),
        }),
  }
}
