import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { kinds } from '../../semantic/kinds/registry.ts'
import { grains, type Grain, cohortDimensions } from '../../semantic/model/request/request.ts'
import { accountStates, type AccountState } from '../../loaders/account-states.ts'
import { toFieldName } from './graphql-name.ts'
import { filterTypes } from './column-types.ts'
import { byName, sdlType, type SdlMember } from './sdl-text.ts'

/** Descriptions of enum values without a header. */
const cohortDescriptions: Readonly<Record<string, string>> = {
  cohort: "The first day of the cohort's period; only for cohort metrics, which always have it.",
  age: "The number of periods since the cohort's own; only for cohort metrics, which always have it.",
}

const grainDescriptions: Readonly<Record<Grain, string>> = {
  hour: 'Clock hours.',
  day: 'Days of the time zone.',
  week: 'Weeks; they start on the day in the business parameter `week_start`.',
  month: 'Calendar months.',
  quarter: 'Quarters of the fiscal year.',
  year: 'Fiscal years; they start in the month in the business parameter `fiscal_year_start`.',
}

/**
 * The part of the schema that `sql/` determines for all metrics: the enums `Metric`, `Dimension`, `Grain`
 * and `MetricKind`, and the conditions on the state of an account.
 */
export function generateMetricSchema(catalog: Catalog): string {
  const dimensions = [
    ...[...catalog.dimensions].map(([name, { description }]) => ({ text: name.toUpperCase(), description })),
    ...cohortDimensions.map((name) => ({
      text: name.toUpperCase(),
      description: cohortDescriptions[name] ?? '',
    })),
  ]
  return [
    '# Generated from sql/ by `npm run generate`; do not edit.\n',
    sdlType(
      'enum Metric',
      'A metric. Its description gives its meaning, and when it is null.',
      byName([...catalog.metrics.values()].map(metricValue)),
    ),
    sdlType('enum Dimension', 'A dimension to group and filter metrics by.', byName(dimensions)),
    sdlType('enum Grain', 'The length of a period.', grainValues(grains)),
    sdlType('enum MetricKind', 'How a metric is computed.', byName(kindValues())),
    sdlType(
      'input AccountStateFilterInput',
      'Conditions on what the page of an account shows now; all must be met. Null meets only `isNull`, `ne` and `notIn`.',
      byName([...accountStates.values()].map((state) => stateField(catalog, state))),
    ),
  ].join('\n')
}

function kindValues(): readonly SdlMember[] {
  return Object.entries(kinds).map(([kind, { description }]) => ({
    text: kind.toUpperCase(),
    description,
  }))
}

function stateField(catalog: Catalog, { part, column, type }: AccountState): SdlMember {
  const description = catalog.views.get(`pages.${part}`)?.header.columns[column]?.description ?? ''
  return {
    text: `${toFieldName(column)}: ${filterTypes[type]}`,
    description: `On \`${column}\` of \`pages.${part}\`. ${description}`,
  }
}

/** A metric as an enum value. */
export function metricValue({ name, description, deprecated }: Metric): SdlMember {
  return {
    text: name.toUpperCase(),
    description,
    deprecated: deprecated && { ...deprecated, use: deprecated.use.toUpperCase() },
  }
}

/** Grains as enum values, the shortest first. */
export function grainValues(lengths: readonly Grain[]): readonly SdlMember[] {
  return lengths.map((name) => ({ text: name.toUpperCase(), description: grainDescriptions[name] }))
}
