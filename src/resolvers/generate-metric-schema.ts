import type { Catalog } from '../catalog/catalog.ts'
import { cohortDimensions } from '../semantic/resolve-filters.ts'
import { grains } from '../semantic/request.ts'

/** What the enum values say that no header describes. */
const cohortDescriptions: Readonly<Record<string, string>> = {
  cohort: "The first day of the cohort's period; only for cohort metrics, which have it without being asked.",
  age: "How many periods after the cohort's own; only for cohort metrics, which have it without being asked.",
}

const grainDescriptions: Readonly<Record<(typeof grains)[number], string>> = {
  hour: 'Clock hours.',
  day: 'Days of the time zone.',
  week: 'Weeks; they begin on the day that the business parameter `week_start` names.',
  month: 'Calendar months.',
  quarter: 'Quarters of the fiscal year.',
  year: 'Fiscal years; they begin in the month that the business parameter `fiscal_year_start` names.',
}

/** The part of the schema that follows from `sql/`: the enums `Metric`, `Dimension` and `Grain`. */
export function generateMetricSchema(catalog: Catalog): string {
  const metrics = [...catalog.metrics.values()].map(({ name, description, deprecated }) => ({
    name,
    description,
    directive: deprecated === null ? '' : deprecation(deprecated.since, deprecated.use),
  }))
  const dimensions = [
    ...[...catalog.dimensions].map(([name, { description }]) => ({ name, description })),
    ...cohortDimensions.map((name) => ({ name, description: cohortDescriptions[name] ?? '' })),
  ]
  return [
    '# Generated from sql/ by `npm run generate`; do not edit.\n',
    enumType('Metric', 'A metric. Its description says what it means, and what its null means.', metrics),
    enumType('Dimension', 'Something that metrics can be grouped by and filtered on.', dimensions),
    enumType(
      'Grain',
      'The length of a period.',
      grains.map((name) => ({ name, description: grainDescriptions[name] })),
      'as given',
    ),
  ].join('\n')
}

interface EnumValue {
  readonly name: string
  readonly description: string
  readonly directive?: string
}

/** Sorted by name, so that a new file in `sql/` moves nothing else; `as given` where the order says something. */
function enumType(
  name: string,
  description: string,
  values: readonly EnumValue[],
  order: 'by name' | 'as given' = 'by name',
): string {
  const ordered = order === 'as given' ? values : [...values].sort((a, b) => (a.name < b.name ? -1 : 1))
  const lines = ordered.map(
    (value) => `  ${quote(value.description)}\n  ${value.name.toUpperCase()}${value.directive ?? ''}`,
  )
  return `${quote(description)}\nenum ${name} {\n${lines.join('\n')}\n}\n`
}

function deprecation(since: string, use: string): string {
  return ` @deprecated(reason: ${quote(`since ${since}, use ${use.toUpperCase()}`)})`
}

/** A GraphQL string: JSON's escapes are the same, and a description has no line breaks of its own. */
function quote(text: string): string {
  return JSON.stringify(text.replaceAll(/\s+/g, ' ').trim())
}
