import type { MetricColumn } from '../../../relations/metric-relation.ts'
import { Rejection } from '../../rejection.ts'
import { columnNames, nodesIn, stringField } from '../../tree.ts'
import type { Source, Used } from '../sources.ts'

/** The columns of a relation that nested selects read by its alias. */
export function correlatedIn(parts: unknown, { alias, relation }: Source): readonly MetricColumn[] {
  const links = nodesIn(parts, (kind) => kind === 'SubLink', { entersFound: false })
  const named = nodesIn(links, (kind) => kind === 'alias' || kind === 'RangeVar', { entersFound: true })
  const isShadowed = named.some((one) =>
    [stringField(one, 'aliasname'), stringField(one, 'relname')].includes(alias),
  )
  if (isShadowed) return []
  return nodesIn(links, (kind) => kind === 'ColumnRef', { entersFound: true })
    .map((found) => columnNames({ ColumnRef: found }) ?? [])
    .filter((names) => names.length === 2 && names[0] === alias)
    .flatMap((names) => relation.columns.get(names[1] ?? '') ?? [])
}

/**
 * Rejects nested selects that read columns by which the rows around them do not differ: the answer does not have them.
 *
 * @throws Rejection
 */
export function rejectUnread(parts: unknown, source: Source, used: readonly Used[]): void {
  const missing = correlatedIn(parts, source).find((column) => used.every((one) => one.column !== column))
  if (missing === undefined) return
  throw new Rejection(
    `A nested select reads ${source.alias}.${missing.name}, by which this select does not group.`,
    {
      hint: `Select ${missing.name}, too, and group by it if the select groups.`,
    },
  )
}
