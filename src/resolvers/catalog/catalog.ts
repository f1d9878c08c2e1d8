import type { Board as CatalogBoard, BoardPanel as CatalogBoardPanel } from '../../catalog/boards/board.ts'
import type { Catalog as CatalogData, Metric, View as CatalogView } from '../../catalog/catalog.ts'
import { parameterValue } from '../../semantic/model/parameter-value.ts'
import type { Parameter as CatalogParameter } from '../../catalog/parameters/parameter.ts'
import {
  isMovement,
  movementFormula,
  movementIdentities,
  type MovementIdentity,
} from '../../catalog/headers/movement-identity.ts'
import type { SourceColumn as ContractColumn, SourceTable } from '../../catalog/files/source-table.ts'
import type {
  BoardPanelResolvers,
  BoardResolvers,
  CatalogResolvers,
  ChoiceResolvers,
  DimensionDefinitionResolvers,
  EntityDefinitionResolvers,
  MetricDefinitionResolvers,
  ParameterResolvers,
  QueryResolvers,
  SourceColumnResolvers,
  SourceResolvers,
  SourceViolationResolvers,
  UnavailableDimensionResolvers,
  ViewResolvers,
} from '../../generated/resolvers.ts'
import { grantedEntities, isMetricGranted } from '../../policy/access.ts'
import { isFalsified } from '../../semantic/plan/checks/violations.ts'
import { withInputs } from '../../semantic/plan/resolve-request.ts'
import { sharedGrains } from '../../semantic/plan/shared-grains.ts'
import { resolveShape } from '../../semantic/plan/draft/result-form.ts'
import { findMetric } from '../../semantic/plan/draft/find-metric.ts'
import type { SourceViolation as FoundViolation } from '../../semantic/model/source-violation.ts'
import { describeColumns, dimensionRows, entityViews, parameterRows } from './catalog-rows.ts'
import type { ChoiceRow, DimensionRow } from './catalog-rows.ts'
import { visibleBoards } from '../../query/visible-boards.ts'
import { toMetricsInput } from './board-questions.ts'
import type { Complete } from '../complete.ts'
import { fromEnumValue, toEnumValue } from '../sdl/enum-value.ts'
import { required } from '../required.ts'
import {
  unavailableBecause,
  unavailableDimensions,
  type UnavailableDimensionRow,
} from './unavailable-because.ts'

export const Query = {
  catalog: (_root, _arguments, { runtime }) => runtime.catalog,
} satisfies QueryResolvers

export const Catalog = {
  metrics: ({ metrics }, { family }) =>
    [...metrics.values()].filter((metric) => (family ?? null) === null || metric.family === family),
  metric: (catalog, { name }) => findMetric(catalog, fromEnumValue(name)),
  dimensions: (catalog) => dimensionRows(catalog, [...catalog.dimensions.keys()].sort()),
  parameters: ({ parameters }) => [...parameters.values()],
  entities: (catalog) => entityViews(catalog),
  views: ({ views }, { layer }) =>
    [...views.values()].filter((view) => !layer || view.layer === fromEnumValue(layer)),
  view: ({ views }, { name }) => views.get(name) ?? null,
  sources: ({ sources }) => [...sources.values()],
  sourceViolations: async (_catalog, _arguments, { runtime }) => (await runtime.state()).violations,
  boards: ({ boards }, _arguments, { runtime }) => visibleBoards(boards, runtime.access),
  grantedEntities: (catalog, _arguments, { runtime }) => grantedEntities(runtime.access, catalog),
  dataAsOf: async (_catalog, _arguments, { runtime }) => (await runtime.state()).dataAsOf,
  refreshedAt: async (_catalog, _arguments, { runtime }) => (await runtime.state()).refreshedAt,
} satisfies Required<CatalogResolvers>

export const Board = {
  name: ({ board }) => board,
} satisfies Complete<BoardResolvers, CatalogBoard>

export const BoardPanel = {
  description: ({ description }) => description ?? null,
  question: (panel) => toMetricsInput(panel),
  chart: ({ chart }) => (chart === undefined ? null : toEnumValue(chart)),
  isWide: ({ wide }) => wide,
} satisfies Complete<BoardPanelResolvers, CatalogBoardPanel>

export const MetricDefinition = {
  metric: ({ name }) => toEnumValue(name),
  kind: ({ kind }) => toEnumValue(kind),
  unit: ({ unit }) => toEnumValue(unit),
  definitionHash: ({ hash }) => hash,
  deprecated: ({ deprecated }) =>
    deprecated === null ? null : { since: deprecated.since, use: toEnumValue(deprecated.use) },
  dimensions: ({ dimensions }, _arguments, { runtime }) => dimensionRows(runtime.catalog, dimensions),
  grains: (metric, _arguments, { runtime: { catalog } }) =>
    sharedGrains(catalog, metric).map((grain) => toEnumValue(grain)),
  resultShape: (metric, _arguments, { runtime: { catalog } }) =>
    toEnumValue(resolveShape([metric], withInputs(catalog, metric))),
  options: ({ options }, _arguments, { runtime }) => parameterRows(runtime.catalog, options),
  movements: (metric, _arguments, { runtime }) =>
    (identityOf(runtime.catalog, metric)?.movements ?? []).map((name) => toEnumValue(name)),
  explainedBy: (metric, _arguments, { runtime }) => {
    const identity = identityOf(runtime.catalog, metric)
    const view = runtime.catalog.views.get(metric.view)
    return identity === undefined ? null : movementFormula(identity, view?.header.metrics ?? {})
  },
  moves: ({ header }) => (isMovement(header) ? toEnumValue(header.of) : null),
  isAvailable: async (metric, _arguments, { runtime }) =>
    unavailableBecause(runtime.catalog, metric, await runtime.state()).length === 0,
  unavailableBecause: async (metric, _arguments, { runtime }) =>
    unavailableBecause(runtime.catalog, metric, await runtime.state()),
  unavailableDimensions: async (metric, _arguments, { runtime }) =>
    unavailableDimensions(runtime.catalog, metric, await runtime.state()),
  isGranted: ({ name }, _arguments, { runtime }) => isMetricGranted(runtime.access, name),
  view: (metric, _arguments, { runtime }) => viewOf(runtime.catalog, metric),
} satisfies Complete<MetricDefinitionResolvers, Metric>

/** The view that defines a metric. */
function viewOf({ views }: CatalogData, { view }: Metric): CatalogView {
  return required(views.get(view) ?? null, 'view', view)
}

/** The movements of a balance; undefined for other metrics. */
function identityOf({ views }: CatalogData, metric: Metric): MovementIdentity | undefined {
  const identities = movementIdentities(views.get(metric.view)?.header.metrics ?? {})
  return identities.find(({ balance }) => balance === metric.name)
}

export const DimensionDefinition = {
  dimension: ({ name }) => toEnumValue(name),
  type: ({ header }) => header.type,
  description: ({ header }) => header.description,
  values: ({ header }) => header.values ?? null,
} satisfies Complete<DimensionDefinitionResolvers, DimensionRow>

export const UnavailableDimension = {
  dimension: ({ name }) => toEnumValue(name),
} satisfies Complete<UnavailableDimensionResolvers, UnavailableDimensionRow>

export const Parameter = {
  description: ({ header }) => header.description,
  type: ({ header }) => header.type,
  values: ({ header }) => header.values ?? null,
  min: ({ header }) => header.min ?? null,
  max: ({ header }) => header.max ?? null,
  unit: ({ header }) => header.unit ?? null,
  canonical: async ({ name }, _arguments, { runtime }) =>
    parameterValue((await runtime.state()).parameters, name),
} satisfies Complete<ParameterResolvers, CatalogParameter>

export const EntityDefinition = {
  name: ({ relation }) => relation,
  description: ({ header }) => header.description.trim(),
  key: ({ header }) => header.key,
  dimensions: ({ header }) =>
    Object.entries(header.dimensions).map(([name, dimension]) => ({ name, header: dimension })),
  view: (view) => view,
} satisfies Required<EntityDefinitionResolvers>

export const View = {
  layer: ({ layer }) => toEnumValue(layer),
  description: ({ header }) => header.description.trim(),
  owner: ({ header }) => header.owner,
  grain: ({ header }) => header.grain,
  key: ({ header }) => header.key,
  columns: describeColumns,
  lineage: ({ lineage }) => [...lineage].sort(),
  parameters: ({ allParameters }, _arguments, { runtime }) => parameterRows(runtime.catalog, allParameters),
  metrics: ({ name }, _arguments, { runtime }) =>
    [...runtime.catalog.metrics.values()].filter(({ view }) => view === name),
  edgeCases: ({ header }) => header.edge_cases,
  choices: (view) => view.header.choices.map((choice) => ({ ...choice, view })),
  isStored: ({ header }) => header.stored,
  usedBy: ({ header }) => header.used_by,
  sql: ({ body }) => body,
} satisfies Complete<ViewResolvers, CatalogView>

export const Choice = {
  others: ({ others }) => Object.entries(others).map(([source, answer]) => ({ source, answer })),
  options: ({ options }, _arguments, { runtime }) => parameterRows(runtime.catalog, options),
  metrics: ({ metrics, view }) =>
    (metrics.length > 0 ? metrics : Object.keys(view.header.metrics)).map((name) => toEnumValue(name)),
} satisfies Complete<ChoiceResolvers, ChoiceRow>

export const Source = {
  isProvided: async ({ name }, _arguments, { runtime }) => (await runtime.state()).provided.has(name),
  violations: async ({ name }, _arguments, { runtime }) =>
    (await runtime.state()).violations.filter(({ table }) => table === name),
} satisfies Complete<SourceResolvers, SourceTable>

export const SourceViolation = {
  source: ({ table }, _arguments, { runtime }) =>
    required(runtime.catalog.sources.get(table) ?? null, 'source table', table),
  severity: ({ severity }) => toEnumValue(severity),
  count: ({ violations }) => violations,
  falsifies: (violation, _arguments, { runtime: { catalog } }) =>
    [...catalog.metrics.values()]
      .filter((metric) => isFalsified(catalog, metric, violation))
      .map(({ name }) => toEnumValue(name)),
} satisfies Complete<SourceViolationResolvers, FoundViolation>

export const SourceColumn = {
  isRequired: ({ required }) => required,
  isPersonal: ({ pii }) => pii,
} satisfies Complete<SourceColumnResolvers, ContractColumn>
