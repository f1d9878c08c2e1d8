import type { ReadResourceResult, Resource } from '@modelcontextprotocol/sdk/types.js'
import { checkMetricAccess } from '../policy/access.ts'
import { PlumblineError } from '../errors.ts'
import type { Runtime } from '../query/runtime.ts'
import { findMetric } from '../semantic/plan/draft/find-metric.ts'
import { visibleMetrics } from './visible-metrics.ts'

const prefix = 'plumbline://metrics/'

/** The definitions of metrics, as resources: the header and the SQL of the view that defines each. */
export function listDefinitions({ catalog, access }: Runtime): readonly Resource[] {
  return visibleMetrics(catalog, access).map(({ name, description }) => ({
    uri: `${prefix}${name}`,
    name,
    description,
    mimeType: 'application/sql',
  }))
}

/**
 * The definition of a metric.
 *
 * @throws PlumblineError `NOT_FOUND` for another address; `UNKNOWN_METRIC` with similar names; `FORBIDDEN`
 */
export function readDefinition({ catalog, access }: Runtime, uri: string): ReadResourceResult {
  if (!uri.startsWith(prefix))
    throw new PlumblineError('NOT_FOUND', `There is no resource ${uri}: definitions are at ${prefix}NAME.`, {
      subject: 'uri',
    })
  const metric = findMetric(catalog, uri.slice(prefix.length))
  checkMetricAccess(access, metric.name)
  const view = catalog.views.get(metric.view)
  return { contents: [{ uri, mimeType: 'application/sql', text: view?.text ?? '' }] }
}
