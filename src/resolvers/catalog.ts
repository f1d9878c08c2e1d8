import type { View as CatalogView } from '../catalog/catalog.ts'
import type {
  CatalogResolvers,
  DimensionDefinitionResolvers,
  EntityDefinitionResolvers,
  MetricDefinitionResolvers,
  ParameterResolvers,
  QueryResolvers,
  SourceColumnResolvers,
  SourceResolvers,
  ViewResolvers,
} from '../generated/resolvers.ts'
import { missingTables } from '../semantic/check-availability.ts'
import { findMetric } from '../semantic/resolve-leaves.ts'
import type { DimensionRow, ViewColumnRow } from './catalog-rows.ts'
import { fromEnumValue, toEnumValue } from './enum-value.ts'

export const Query = {
  catalog: (_root, _arguments, { runtime }) => runtime.catalog,
} satisfies QueryResolvers

export const Catalog = {
  metrics: ({ metrics }, { family }) => [...metrics.values()].filter((metric) => family == null || metric.family === family),
  metric: (catalog, { name }) => findMetric(catalog, fromEnumValue(name)),
  dimensions: ({ dimensions }) => [...dimensions].map(([name, header]) => ({ name, header })).sort(byName),
  parameters: ({ parameters }) => [...parameters.values()],
  entities: ({ views }) => [...views.values()].filter(isEntity),
  views: ({ views }, { layer }) =>
    [...views.values()].filter((view) => layer == null || view.layer === fromEnumValue(layer)),
  view: ({ views }, { name }) => views.get(name) ?? null,
  sources: ({ sources }) => [...sources.values()],
  dataAsOf: async (_catalog, _arguments, { runtime }) => (await runtime.knowledge()).dataAsOf,
} satisfies CatalogResolvers

export const MetricDefinition = {
  metric: ({ name }) => toEnumValue(name),
  kind: ({ kind }) => toEnumValue(kind),
  unit: ({ unit }) => toEnumValue(unit),
  definitionHash: ({ hash }) => hash,
  deprecated: ({ deprecated }) =>
    deprecated === null ? null : { since: deprecated.since, use: toEnumValue(deprecated.use) },
  dimensions: ({ dimensions }, _arguments, { runtime }) =>
    dimensions.flatMap((name) => dimensionRow(name, runtime.catalog.dimensions)),
  options: ({ options }, _arguments, { runtime }) =>
    options.flatMap((name) => runtime.catalog.parameters.get(name) ?? []),
  isAvailable: async ({ requires }, _arguments, { runtime }) =>
    missingTables(requires, (await runtime.knowledge()).provided).length === 0,
  unavailableBecause: async ({ requires }, _arguments, { runtime }) =>
    missingTables(requires, (await runtime.knowledge()).provided).map(
      (tables) => `The source table ${tables.split('|').join(' or ')} was not provided.`,
    ),
  view: ({ view }, _arguments, { runtime }) => viewNamed(view, runtime.catalog.views),
} satisfies MetricDefinitionResolvers

export const DimensionDefinition = {
  dimension: ({ name }) => toEnumValue(name),
  type: ({ header }) => header.type,
  description: ({ header }) => header.description,
  values: ({ header }) => header.values ?? null,
} satisfies DimensionDefinitionResolvers

export const Parameter = {
  description: ({ header }) => header.description,
  type: ({ header }) => header.type,
  values: ({ header }) => header.values ?? null,
  min: ({ header }) => header.min ?? null,
  max: ({ header }) => header.max ?? null,
  unit: ({ header }) => header.unit ?? null,
  canonical: async ({ name }, _arguments, { runtime }) => (await runtime.knowledge()).parameters[name] ?? null,
} satisfies ParameterResolvers

export const EntityDefinition = {
  name: ({ relation }) => relation,
  description: ({ header }) => header.description.trim(),
  key: ({ header }) => header.key,
  dimensions: ({ header }) => Object.entries(header.dimensions).map(([name, dimension]) => ({ name, header: dimension })),
  view: (view) => view,
} satisfies EntityDefinitionResolvers

export const View = {
  layer: ({ layer }) => toEnumValue(layer),
  description: ({ header }) => header.description.trim(),
  owner: ({ header }) => header.owner,
  grain: ({ header }) => header.grain,
  key: ({ header }) => header.key,
  columns: (view) => view.columns.map((name) => viewColumn(view, name)),
  lineage: ({ lineage }) => [...lineage].sort(),
  parameters: ({ allParameters }, _arguments, { runtime }) =>
    allParameters.flatMap((name) => runtime.catalog.parameters.get(name) ?? []),
  metrics: ({ name }, _arguments, { runtime }) =>
    [...runtime.catalog.metrics.values()].filter(({ view }) => view === name),
  isStored: ({ header }) => header.stored,
  usedBy: ({ header }) => header.used_by,
  sql: ({ body }) => body,
} satisfies ViewResolvers

export const Source = {
  isProvided: async ({ name }, _arguments, { runtime }) => (await runtime.knowledge()).provided.has(name),
} satisfies SourceResolvers

export const SourceColumn = {
  isRequired: ({ required }) => required,
  isPersonal: ({ pii }) => pii,
} satisfies SourceColumnResolvers

function isEntity({ layer, header }: CatalogView): boolean {
  return layer === 'entities' && Object.keys(header.dimensions).length > 0
}

function dimensionRow(name: string, dimensions: ReadonlyMap<string, DimensionRow['header']>): DimensionRow[] {
  const header = dimensions.get(name)
  return header === undefined ? [] : [{ name, header }]
}

function viewNamed(name: string, views: ReadonlyMap<string, CatalogView>): CatalogView {
  const view = views.get(name)
  if (view === undefined) throw new Error(`The catalogue has a metric of ${name}, which is no view`)
  return view
}

function viewColumn({ header }: CatalogView, name: string): ViewColumnRow {
  const described = header.columns[name]
  const dimension = Object.entries(header.dimensions).find(([own, { column }]) => (column ?? own) === name)?.[1]
  const parameter = header.parameters[name]
  return {
    name,
    description: described?.description ?? dimension?.description ?? parameter?.description ?? null,
    isPersonal: described?.pii ?? false,
  }
}

function byName(a: DimensionRow, b: DimensionRow): number {
  return a.name < b.name ? -1 : 1
}
