import type { Catalog, View } from '../catalog/catalog.ts'
import { signalFeed } from '../catalog/signals/feed-name.ts'

/** What policies grant besides metrics, by name: the views of entities and of objects, and the feed of signals. */
export function grantableViews({ views }: Catalog): ReadonlyMap<string, View> {
  const feed = views.get(signalFeed)
  return new Map([
    ...[...views.values()].flatMap((view) =>
      view.layer === 'entities' || view.header.object !== undefined ? [[view.relation, view] as const] : [],
    ),
    ...(feed === undefined ? [] : [['signals', feed] as const]),
  ])
}
