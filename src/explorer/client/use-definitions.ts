import { useMemo } from 'react'
import { DefinitionsDocument, type DefinitionsQuery } from '../../generated/explorer/graphql.ts'
import { useServer } from './use-server.ts'

export type MetricOutline = DefinitionsQuery['catalog']['metrics'][number]
export type DimensionOutline = DefinitionsQuery['catalog']['dimensions'][number]
export type ParameterOutline = DefinitionsQuery['catalog']['parameters'][number]

/** Everything that can be asked for, by name. */
export interface Definitions {
  readonly metrics: ReadonlyMap<string, MetricOutline>
  readonly dimensions: ReadonlyMap<string, DimensionOutline>
  readonly parameters: ReadonlyMap<string, ParameterOutline>
  /** Whether there are metrics that the reader may not see. */
  readonly isRestricted: boolean
  /** What the reader may list besides metrics: `accounts`, `signals` and others. */
  readonly entities: ReadonlySet<string>
  readonly dataAsOf: string | null
}

/** The outline of the catalogue; undefined while it is being read. */
export function useDefinitions(): { readonly definitions: Definitions | undefined; readonly error: unknown } {
  const { data, error } = useServer(DefinitionsDocument, {})
  const definitions = useMemo(() => data && toDefinitions(data), [data])
  return { definitions, error }
}

/** What the reader may ask: a metric that is not granted is not shown, nor what only such metrics have. */
function toDefinitions({ catalog }: DefinitionsQuery): Definitions {
  const metrics = catalog.metrics.filter(({ isGranted }) => isGranted)
  const dimensions = new Set(metrics.flatMap((metric) => metric.dimensions.map(({ name }) => name)))
  const options = new Set(metrics.flatMap((metric) => metric.options.map(({ name }) => name)))
  return {
    metrics: byName(metrics),
    dimensions: byName(catalog.dimensions.filter(({ name }) => dimensions.has(name))),
    parameters: byName(catalog.parameters.filter(({ name }) => options.has(name))),
    isRestricted: metrics.length < catalog.metrics.length,
    entities: new Set(catalog.grantedEntities),
    dataAsOf: catalog.dataAsOf,
  }
}

function byName<Item extends { readonly name: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.name, item]))
}
