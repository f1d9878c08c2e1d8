import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { MetricKind } from '../../catalog/headers/view-header.ts'
import { grains, type Grain, cohortDimensions } from '../../semantic/model/request.ts'
import { byName, sdlType, type SdlMember } from './sdl-text.ts'

/** What the enum values say that no header describes. */
const cohortDescriptions: Readonly<Record<string, string>> = {
  cohort: "The first day of the cohort's period; only for cohort metrics, which have it without being asked.",
  age: "How many periods after the cohort's own; only for cohort metrics, which have it without being asked.",
}

const grainDescriptions: Readonly<Record<Grain, string>> = {
  hour: 'Clock hours.',
  day: 'Days of the time zone.',
  week: 'Weeks; they begin on the day that the business parameter `week_start` names.',
  month: 'Calendar months.',
  quarter: 'Quarters of the fiscal year.',
  year: 'Fiscal years; they begin in the month that the business parameter `fiscal_year_start` names.',
}

const kindDescriptions: Readonly<Record<MetricKind, string>> = {
  count: 'Rows.',
  sum: 'The sum of a value.',
  avg: 'The mean of a value.',
  min: 'The smallest value.',
  max: 'The largest value.',
  count_distinct: 'Different values, exactly.',
  percentile: 'The value that a given share stays below.',
  ratio: 'One metric divided by another.',
  derived: 'A formula over other metrics.',
  cumulative: 'Another metric over a longer stretch than the period alone, such as everything up to its end.',
  trailing: 'Different actors in a window that ends with the period.',
  average_daily: 'The mean over the days of a window of a daily count of actors.',
  lifecycle: 'Actors by what they did in the period before: new, retained, resurrected, dormant.',
  balance: 'What stands at a moment, such as revenue at the end of a month.',
  movement: 'What moved a balance: start and all movements make the end.',
  retention: 'A cohort, by its age.',
  distribution: 'Actors by the number of different periods in which they were active.',
  payback: 'How long a cohort takes to earn what it cost.',
  conversion: 'Who did something within a window that begins with something else.',
}

/** The part of the schema that follows from `sql/` for all metrics: the enums `Metric`, `Dimension`, `Grain` and `MetricKind`. */
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
      'A metric. Its description says what it means, and what its null means.',
      byName([...catalog.metrics.values()].map(metricValue)),
    ),
    sdlType(
      'enum Dimension',
      'Something that metrics can be grouped by and filtered on.',
      byName(dimensions),
    ),
    sdlType('enum Grain', 'The length of a period.', grainValues(grains)),
    sdlType('enum MetricKind', 'How a metric is computed.', byName(kindValues())),
  ].join('\n')
}

function kindValues(): readonly SdlMember[] {
  return Object.entries(kindDescriptions).map(([kind, description]) => ({
    text: kind.toUpperCase(),
    description,
  }))
}

/** A metric as an enum value. */
export function metricValue({ name, description, deprecated }: Metric): SdlMember {
  return {
    text: name.toUpperCase(),
    description,
    deprecated: deprecated && { ...deprecated, use: deprecated.use.toUpperCase() },
  }
}

/** Lengths of a period as enum values, the shortest first. */
export function grainValues(lengths: readonly Grain[]): readonly SdlMember[] {
  return lengths.map((name) => ({ text: name.toUpperCase(), description: grainDescriptions[name] }))
}
