import type { Catalog } from '../catalog/catalog.ts'
import { cohortDimensions } from '../semantic/resolve-filters.ts'
import { grains, type Grain } from '../semantic/request.ts'
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

/** The part of the schema that follows from `sql/` for all metrics: the enums `Metric`, `Dimension` and `Grain`. */
export function generateMetricSchema(catalog: Catalog): string {
  const metrics = [...catalog.metrics.values()].map(({ name, description, deprecated }) => ({
    text: name.toUpperCase(),
    description,
    deprecated: deprecated && { ...deprecated, use: deprecated.use.toUpperCase() },
  }))
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
      byName(metrics),
    ),
    sdlType(
      'enum Dimension',
      'Something that metrics can be grouped by and filtered on.',
      byName(dimensions),
    ),
    sdlType('enum Grain', 'The length of a period.', grainValues(grains)),
  ].join('\n')
}

/** Lengths of a period as enum values, the shortest first. */
export function grainValues(lengths: readonly Grain[]): readonly SdlMember[] {
  return lengths.map((name) => ({ text: name.toUpperCase(), description: grainDescriptions[name] }))
}
