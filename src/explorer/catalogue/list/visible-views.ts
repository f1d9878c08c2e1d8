import type { LineageQuery } from '../../../generated/explorer/graphql.ts'
import type { Definitions } from '../../client/use-definitions.ts'

type View = LineageQuery['catalog']['views'][number]

/** The views of what the reader may ask for, and those that they are computed from. */
export function visibleViews(
  views: readonly View[],
  { metrics, entities, isRestricted }: Pick<Definitions, 'metrics' | 'entities' | 'isRestricted'>,
): readonly View[] {
  if (!isRestricted) return views
  const byName = new Map(views.map((view) => [view.name, view]))
  const isGranted = ({ name, layer, metrics: own }: View) =>
    own.some((metric) => metrics.has(metric.name)) ||
    entities.has(layer === 'SIGNALS' ? 'signals' : name.slice(name.indexOf('.') + 1))
  const visible = new Set<View>()
  const visit = (view: View) => {
    if (visible.has(view)) return
    visible.add(view)
    for (const read of view.reads) {
      const input = byName.get(read)
      if (input !== undefined) visit(input)
    }
  }
  views.filter(isGranted).forEach(visit)
  return views.filter((view) => visible.has(view))
}
