import type { Catalog, View } from '../../catalog/catalog.ts'
import type { Said } from './say-metrics.ts'

/** Something that a tool does not read which knows no extensions of Plumbline. */
export interface Loss {
  readonly subject: string
  readonly reason: string
}

/** What a catalogue loses in the format, without its extensions. */
export function lossesOf(
  catalog: Catalog,
  said: ReadonlyMap<string, Said>,
  datasets: readonly View[],
): readonly Loss[] {
  const { views, metrics, viewDimensions, parameters, sources, rollups, boards } = catalog
  const own = new Set(datasets.map(({ name }) => name))
  const otherViews = [...views.keys()].filter((name) => !own.has(name))
  const atEvent = [...viewDimensions].flatMap(([view, dimensions]) =>
    [...dimensions.values()]
      .filter(({ join, joinColumns }) => join !== null && joinColumns.current === null)
      .map(({ name }) => ({
        subject: `${view}: ${name}`,
        reason: 'It is joined as of the time of the row, and a relationship joins current rows.',
      })),
  )
  const narrower = [...metrics.values()].flatMap(({ name, view, dimensions }) => {
    const one = said.get(name)
    const excluded = [...(viewDimensions.get(view)?.keys() ?? [])].filter(
      (dimension) => !dimensions.includes(dimension),
    )
    return one === undefined || 'reason' in one || excluded.length === 0
      ? []
      : [
          {
            subject: name,
            reason: `It must not be grouped by ${excluded.join(', ')}, and the format allows it.`,
          },
        ]
  })
  return [
    ...[...said].flatMap(([name, one]) =>
      'reason' in one ? [{ subject: name, reason: `The metric is missing: ${one.reason}` }] : [],
    ),
    ...narrower,
    ...atEvent,
    { subject: 'all metrics', reason: 'Units, versions, hashes, options and maturity are missing.' },
    { subject: 'all expressions', reason: 'They are of PostgreSQL, and the format has no such dialect.' },
    {
      subject: `${otherViews.length} views`,
      reason: 'Views behind the datasets, signals and checks are missing.',
    },
    { subject: `${parameters.size} parameters`, reason: 'Definitions have their canonical values only.' },
    { subject: `${sources.size} source tables`, reason: 'The contract of the sources is missing.' },
    { subject: `${rollups.size} rollups, ${boards.length} boards`, reason: 'They are missing.' },
  ]
}

/** The losses as a page. */
export function lossPage(losses: readonly Loss[]): string {
  const lines = losses.map(({ subject, reason }) => `- \`${subject}\`: ${reason}`)
  return `# What the format cannot carry\n\nPlumbline reads it from the extensions of the document; other tools do not.\n\n${lines.join('\n')}\n`
}
