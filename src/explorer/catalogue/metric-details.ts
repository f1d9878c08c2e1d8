import type { MetricPageQuery } from '../../generated/explorer/graphql.ts'

/** A metric as its page shows it. */
export type MetricDetails = MetricPageQuery['catalog']['metric']
