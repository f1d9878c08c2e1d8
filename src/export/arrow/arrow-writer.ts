import {
  AsyncByteQueue,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from 'apache-arrow'
import type { ResultColumn, ResultHeader } from '../../semantic/model/result.ts'
import { provenanceDocument } from '../provenance-document.ts'
import type { ResultWriter } from '../result-writer.ts'
import { arrowColumn } from './arrow-column.ts'

/** The keys of Plumbline in the metadata of schema, fields and the last batch. */
const key = (name: string) => `plumbline.${name}`

/**
 * Writes a result as an Arrow IPC stream. The provenance is in the metadata of the schema; the number of rows in those of
 * the last batch, which has none. The stream ends with the marker of its format.
 */
export function arrowWriter(header: ResultHeader): ResultWriter {
  const columns = header.columns.map((column) => ({ ...arrowColumn(column), column }))
  const fields = columns.map(({ column, type }) => new Field(column.name, type, true, metadataOf(column)))
  const schema = new Schema(
    fields,
    new Map([[key('provenance'), JSON.stringify(provenanceDocument(header))]]),
  )
  const written = new WrittenBytes()
  const writer = new RecordBatchStreamWriter()
  const writeBatch = (rows: readonly (readonly unknown[])[], metadata = new Map<string, string>()) => {
    const children = columns.map(({ toData }, index) => toData(rows.map((row) => row[index])))
    const type = new Struct(schema.fields)
    const data = makeData({ type, length: rows.length, nullCount: 0, children })
    writer.write(new RecordBatch(schema, data, metadata))
  }
  return {
    begin: () => {
      writer.reset(written, schema)
      return written.take()
    },
    rows: (rows) => {
      writeBatch(rows)
      return written.take()
    },
    end: (rowCount) => {
      writeBatch([], new Map([[key('rows'), String(rowCount)]]))
      writer.finish()
      return written.take()
    },
  }
}

function metadataOf({ kind, unit, currency, metric }: ResultColumn): Map<string, string> {
  return new Map(
    Object.entries({ kind, unit, currency, metric }).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[key(name), value]],
    ),
  )
}

/** The bytes that the library writes, until they are taken: its own queue has no bound. */
class WrittenBytes extends AsyncByteQueue {
  #pieces: Uint8Array[] = []

  override write(piece: Uint8Array): void {
    this.#pieces.push(piece)
  }

  take(): Uint8Array {
    const pieces = this.#pieces
    this.#pieces = []
    return Buffer.concat(pieces)
  }
}
