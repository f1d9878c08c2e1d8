import Table from 'cli-table3'
import { plainValue } from '../../export/plain-value.ts'

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: '  ',
}

/**
 * Rows in columns of equal width, with a rule under the header; the columns in `rightAligned` are
 * right-aligned.
 */
export function toTable(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  rightAligned: ReadonlySet<string> = new Set(),
): string {
  const cells = rows.map((row) => row.map(plainValue))
  const rule = columns.map((column, index) =>
    '─'.repeat(Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0))),
  )
  const table = new Table({
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((column) => (rightAligned.has(column) ? 'right' : 'left')),
  })
  table.push([...columns], rule, ...cells)
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}
