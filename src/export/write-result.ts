import type { RowSink } from '../query/stream-query.ts'
import type { ResultHeader } from '../semantic/model/result.ts'
import type { Chunk, CreateWriter, ResultWriter } from './result-writer.ts'

/** Where the pieces of an export go. */
export interface Destination {
  /** Called once, before the first piece: the statement has succeeded. */
  readonly open: (header: ResultHeader) => Promise<void>
  /** Resolves when the reader can take more. */
  readonly send: (chunk: Chunk) => Promise<void>
  /** Called after the last piece: the export is whole. */
  readonly close: (rowCount: number) => Promise<void>
}

/** Writes the rows of a query as they arrive. */
export function writingSink(createWriter: CreateWriter, { open, send, close }: Destination): RowSink {
  let writer: ResultWriter | null = null
  let rowCount = 0
  const started = () => {
    if (writer === null) throw new Error('The export has not started.')
    return writer
  }
  const sendUnlessEmpty = async (chunk: Chunk) => {
    if (chunk.length > 0) await send(chunk)
  }
  return {
    start: async (header) => {
      writer = createWriter(header)
      await open(header)
      await sendUnlessEmpty(writer.begin())
    },
    take: async (rows) => {
      rowCount += rows.length
      await send(started().rows(rows))
    },
    end: async () => {
      await sendUnlessEmpty(started().end(rowCount))
      await close(rowCount)
    },
  }
}
