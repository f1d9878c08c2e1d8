import { csvWriter } from './csv.ts'
import type { ExportFormat } from './format.ts'
import { ndjsonWriter } from './ndjson.ts'
import type { CreateWriter, WriterOptions } from './result-writer.ts'

/** The writers of a format, the same for every interface. The package of Arrow is loaded when it is first needed. */
export async function writersOf(format: ExportFormat, options: WriterOptions): Promise<CreateWriter> {
  switch (format) {
    case 'csv':
      return (header) => csvWriter(header, options)
    case 'ndjson':
      return (header) => ndjsonWriter(header, options)
    case 'arrow': {
      const { arrowWriter } = await import('./arrow/arrow-writer.ts')
      return arrowWriter
    }
  }
}
