import { describeTables } from '../../semantic/model/missing-tables.ts'
import type { SourcesCheck } from '../../warehouse/check/check-sources.ts'
import { describeWithRows } from '../format/describe-violation.ts'
import { toTable } from '../format/to-table.ts'

/** The tables that are there, what is wrong in them, and what they answer. */
export function formatSources({
  sources,
  findings,
  missing,
  answerable,
  unanswerable,
  rejected,
}: SourcesCheck): string {
  const lines = sources.map(({ table, from, rows, receivedAt, newestMoment, violations }) => [
    table,
    from,
    rows,
    receivedAt ?? '',
    newestMoment ?? '',
    violations.filter(({ severity }) => severity !== 'note').length,
  ])
  return [
    toTable(
      ['table', 'from', 'rows', 'received', 'newest record', 'problems'],
      lines,
      new Set(['rows', 'problems']),
    ),
    ...sources.flatMap(({ violations }) =>
      violations.map((one) => `${one.severity === 'note' ? 'note: ' : ''}${describeWithRows(one)}`),
    ),
    ...findings.map(
      ({ vendor, table, message, rows, examples }) =>
        `${table}: ${vendor}: ${rows} ${message}. For example: ${examples.join('; ')}.`,
    ),
    `not provided: ${missing.length === 0 ? 'nothing' : missing.join(', ')}`,
    '',
    `${answerable.length} metrics are answerable: ${answerable.join(', ')}`,
    ...[...unanswerable]
      .sort(([, some], [, others]) => others.length - some.length)
      .map(
        ([table, metrics]) =>
          `${describeTables([table])} would be needed for ${metrics.length}: ${metrics.join(', ')}`,
      ),
    ...[...rejected].map(([metric, reason]) => `${metric} is rejected: ${reason}`),
    '',
  ].join('\n')
}
