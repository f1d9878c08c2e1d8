import type { RowSink } from '../../query/stream-query.ts'
import { toNdjson } from './format-result.ts'
import { toCsv, toCsvRows } from './to-csv.ts'

/** Prints rows as they arrive, in a format without an end marker. */
export function printingSink(format: 'csv' | 'ndjson', send: (text: string) => Promise<void>): RowSink {
  let names: readonly string[] = []
  return {
    start: async (columns) => {
      names = columns.map(({ name }) => name)
      if (format === 'csv') await send(toCsv(names, []))
    },
    take: (rows) => send(format === 'csv' ? toCsvRows(rows) : toNdjson(names, rows)),
  }
}
