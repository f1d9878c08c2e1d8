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
 * The resolver of a family's typed field: its arguments and selection as a question for `metrics`, and the answer
 * in rows with names.
 */
export function familyResolver(family: Family): GraphQLFieldResolver<unknown, Context, FamilyArguments> {
  return async (_root, given, { runtime, signal }, info) => {
    const input = toMetricsInput(family, given, readSelection(family, info))
    const answer = await runQuery(runtime, toMetricsRequest(input), { signal })
    const reader: RowReader = {
      family,
      columns: answer.columns,
      others: new Map(answer.others.map(({ dimension, value }) => [dimension, value])),
      compareTo: input.compareTo,
    }
    return {
      rows: familyRows(reader, answer.rows),
      totals: answer.totals === null ? null : familyRows(reader, [answer.totals])[0],
      subtotals: answer.subtotals.map(({ by, rows }) => ({
        by: by.map(toEnumValue),
        rows: familyRows(reader, rows),
      })),
      pageInfo: answer.pageInfo,
      provenance: answer.provenance,
    }
  }
}
