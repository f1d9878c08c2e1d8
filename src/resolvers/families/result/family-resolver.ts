import type { GraphQLFieldResolver } from 'graphql'
import type { Context } from '../../../context.ts'
import { runQuery } from '../../../query/run-query.ts'
import { toEnumValue } from '../../sdl/enum-value.ts'
import { toMetricsRequest } from '../../metrics/to-metrics-request.ts'
import type { Family } from '../family.ts'
import { toMetricsInput, type FamilyArguments } from './family-request.ts'
import { familyRows, type RowReader } from './family-rows.ts'
import { readSelection } from './selection.ts'

/**
 * The resolver of a typed field: converts its arguments and selection to a request of `metrics`, and the
 * result to rows with named fields.
 */
export function familyResolver(family: Family): GraphQLFieldResolver<unknown, Context, FamilyArguments> {
  return async (_root, given, { runtime, signal }, info) => {
    const input = toMetricsInput(family, given, readSelection(family, info))
    const result = await runQuery(runtime, toMetricsRequest(input), { signal })
    const reader: RowReader = {
      family,
      columns: result.columns,
      others: new Map(result.others.map(({ dimension, value }) => [dimension, value])),
      compareTo: input.compareTo,
    }
    return {
      rows: familyRows(reader, result.rows),
      totals: result.totals === null ? null : familyRows(reader, [result.totals])[0],
      subtotals: result.subtotals.map(({ by, rows }) => ({
        by: by.map(toEnumValue),
        rows: familyRows(reader, rows),
      })),
      pageInfo: result.pageInfo,
      provenance: result.provenance,
    }
  }
}
