import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { Grain } from '../model/request/request.ts'
import { grainsOf } from './checks/time/grains.ts'
import { withInputs } from './resolve-request.ts'

/** The grains at which a metric and all its inputs are defined, finest first; empty for a point-in-time metric. */
export function sharedGrains(catalog: Catalog, metric: Metric): readonly Grain[] {
  const [own = [], ...others] = withInputs(catalog, metric).map((input) => {
    const view = catalog.views.get(input.view)
    return view === undefined ? [] : grainsOf(input, view)
  })
  return own.filter((grain) => others.every((grains) => grains.includes(grain)))
}
