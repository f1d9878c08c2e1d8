import type { GraphQLSchema } from 'graphql'
import { createFastPath, type FastPath } from '../../fast-path/fast-path.ts'
import type { Log } from '../../log.ts'
import type { OpenRuntime } from '../../open-runtime.ts'
import { measureDocument } from '../../resolvers/metrics/measure-document.ts'
import { estimateCost } from '../lanes/estimate-cost.ts'
import { slowCost, type LaneSettings } from '../lanes/lane-settings.ts'
import { whyTooLarge } from '../limits/limit-response.ts'

/** The largest number of values: rows are read whole, and have a limit while they are read by resolvers only. */
const maxValues = 500_000

/** Answers ahead of the resolvers, within the limits of every response. */
export function fastPathOver(
  { catalog, engine, known, maxRefreshAgeSeconds }: OpenRuntime,
  schema: GraphQLSchema,
  { maxQueryCost }: Pick<LaneSettings, 'maxQueryCost'>,
  log: Log,
): FastPath {
  return createFastPath({
    schema,
    catalog,
    engine,
    known,
    maxRefreshAgeSeconds,
    costIfQuick: async (statement) => {
      const cost = await estimateCost(engine, statement)
      return cost < Math.min(slowCost, maxQueryCost ?? Infinity) ? cost : null
    },
    onFailure: (err) => log.debug({ event: 'not_ahead', err }),
    isAllowed: ({ document, operation }, variables) => {
      const size = measureDocument(schema, document, operation, variables)
      return whyTooLarge(size) === null && size.nodes * size.fields <= maxValues
    },
  })
}
