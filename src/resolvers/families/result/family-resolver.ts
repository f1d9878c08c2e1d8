import type { GraphQLFieldResolver } from 'graphql'
import type { Context } from '../../../context.ts'
import { queryField } from '../../query-field.ts'
import type { QueryOfField, SelectionInfo } from '../../reads.ts'
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
  return queryField((given: FamilyArguments, selection) => queryOfFamily(family, given, selection))
}

function queryOfFamily(family: Family, given: FamilyArguments, selection: SelectionInfo): QueryOfField {
  const input = toMetricsInput(family, given, readSelection(family, selection))
  return {
    request: toMetricsRequest(input),
    objectOf: (result) => {
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
    },
  }
}
