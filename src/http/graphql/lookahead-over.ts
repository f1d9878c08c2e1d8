import type { GraphQLSchema } from 'graphql'
import { createLookahead, type Lookahead } from '../../lookahead/lookahead.ts'
import type { Log } from '../../log.ts'
import type { OpenRuntime } from '../../open-runtime.ts'
import { measureDocument } from '../../resolvers/metrics/measure-document.ts'
import { whyTooLarge } from '../limits/limit-response.ts'

/** The largest number of values: rows are read whole, and have a limit while they are read by resolvers only. */
const maxValues = 500_000

/** Answers ahead of the resolvers, within the limits of every response. */
export function lookaheadOver(
  { catalog, engine, known }: OpenRuntime,
  schema: GraphQLSchema,
  log: Log,
): Lookahead {
  return createLookahead({
    schema,
    catalog,
    engine,
    known,
    onFailure: (err) => log.debug({ event: 'not_ahead', err }),
    isAllowed: ({ document, operation }, variables) => {
      const size = measureDocument(schema, document, operation, variables)
      return whyTooLarge(size) === null && size.nodes * size.fields <= maxValues
    },
  })
}
