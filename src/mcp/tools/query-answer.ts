import type { MetricsResult, Provenance, ResultColumn } from '../../semantic/model/result.ts'

/** The answer of a query as an agent reads it: rows as arrays below the names of their columns. */
export function queryAnswer({ columns, rows, totals, pageInfo, provenance }: MetricsResult) {
  return {
    columns: columns.map(describeColumn),
    rows,
    ...(totals === null ? {} : { totals }),
    ...(pageInfo.hasNextPage ? { after: pageInfo.endCursor } : {}),
    provenance: shortProvenance(provenance),
  }
}

function describeColumn({ name, kind, unit, currency, metric }: ResultColumn) {
  return {
    name,
    ...(kind === 'metric' ? {} : { kind }),
    ...(unit === null ? {} : { unit }),
    ...(currency === null ? {} : { currency }),
    ...(metric === null || metric === name ? {} : { metric }),
  }
}

/** What has to be said along with the numbers. */
export function shortProvenance({ metrics, asOf, dataAsOf, timeZone, servedFrom, notes }: Provenance) {
  return {
    asOf,
    dataAsOf,
    timeZone,
    servedFrom,
    ...(notes.length === 0 ? {} : { notes }),
    definitions: metrics.map(({ metric, description, definitionHash, deviations, immatureShare }) => ({
      metric,
      description,
      definitionHash,
      ...(deviations.length === 0 ? {} : { deviations }),
      ...(immatureShare === null ? {} : { immatureShare }),
    })),
  }
}
