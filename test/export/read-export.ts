import { tableFromIPC } from 'apache-arrow'
import type { Decimal, Table } from 'apache-arrow'
import { parse } from 'csv-parse/sync'
import type { ExportFormat } from '../../src/export/format.ts'

/** An export as its reader sees it: every value as text, null as null. */
export interface ReadExport {
  readonly names: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** Absent when the export has none. */
  readonly provenance: Readonly<Record<string, unknown>> | undefined
}

/** Reads an export with the packages of its readers. */
export function readExport(format: ExportFormat, bytes: Uint8Array): ReadExport {
  switch (format) {
    case 'csv':
      return readCsv(Buffer.from(bytes).toString())
    case 'ndjson':
      return readNdjson(Buffer.from(bytes).toString())
    case 'arrow':
      return readArrow(bytes)
  }
}

/** The bytes of a response. */
export async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

function readCsv(text: string): ReadExport {
  const [names = [], ...rows] = parse(text, {
    comment: '#',
    comment_no_infix: true,
    cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
  }) as (string | null)[][]
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  return {
    names: names.map(String),
    rows,
    provenance: last.startsWith('# ') ? toRecord(last.slice(2)) : undefined,
  }
}

function readNdjson(text: string): ReadExport {
  const lines = text.trimEnd().split('\n').map(toRecord)
  const provenance = lines.at(-1)?.['$provenance'] as ReadExport['provenance']
  const rows = provenance === undefined ? lines : lines.slice(0, -1)
  return {
    names: Object.keys(rows[0] ?? {}),
    rows: rows.map((row) => Object.values(row).map(toText)),
    provenance,
  }
}

function readArrow(bytes: Uint8Array): ReadExport {
  const table = tableFromIPC(bytes)
  const provenance = table.schema.metadata.get('plumbline.provenance')
  return {
    names: table.schema.fields.map(({ name }) => name),
    rows: table
      .toArray()
      .map((_, row) => table.schema.fields.map((_field, column) => arrowText(table, row, column))),
    provenance: provenance === undefined ? undefined : toRecord(provenance),
  }
}

/** A value of Arrow as SQL prints it. */
function arrowText(table: Table, row: number, column: number): string | null {
  const value: unknown = table.getChildAt(column)?.get(row)
  if (value === null) return null
  const type: unknown = table.schema.fields[column]?.type
  switch (String(type).replace(/[[<].*/, '')) {
    case 'Date32':
      return new Date(Number(value)).toISOString().slice(0, 10)
    case 'Timestamp':
      return new Date(Number(value)).toISOString().replace('.000', '')
    case 'Decimal':
      return decimalText(value as Uint32Array, (type as Decimal).scale)
    default:
      return toText(value)
  }
}

function decimalText(words: Uint32Array, scale: number): string {
  const unscaled = BigInt.asIntN(
    128,
    [...words].reduce((sum, word, index) => sum + (BigInt(word) << BigInt(32 * index)), 0n),
  )
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const part = digits.slice(-scale).replace(/0+$/, '')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}${part === '' ? '' : `.${part}`}`
}

/** A value as text; null is null. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const known = value as string | number | bigint | boolean
  return typeof known === 'string' ? known : known.toString()
}

function toRecord(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>
}
