import { PlumblineError } from '../../errors.ts'
import { writersOf } from '../../export/create-writer.ts'
import type { ExportFormat } from '../../export/format.ts'
import type { WriterOptions } from '../../export/result-writer.ts'
import { writingSink } from '../../export/write-result.ts'
import type { Runtime } from '../../query/runtime.ts'
import { streamQuery } from '../../query/stream-query.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { openExportFile } from '../files/export-file.ts'

/** What an export is written as, and where. */
export interface ExportTarget extends WriterOptions {
  readonly format: ExportFormat
  /** A file; null: the output of the command. */
  readonly output: string | null
}

/** Writes a result of any size. */
export async function exportResult(
  { send }: Pick<Terminal, 'send'>,
  runtime: Runtime,
  request: MetricsRequestInput,
  { format, output, ...options }: ExportTarget,
): Promise<void> {
  if (options.escapeFormulas && format !== 'csv')
    throw new PlumblineError('BAD_REQUEST', `--escape-formulas is for csv; ${format} has no formulas.`, {
      subject: 'format',
      valid: ['csv'],
    })
  const createWriter = await writersOf(format, options)
  const nothing = () => Promise.resolve()
  if (output === null) {
    await streamQuery(runtime, request, writingSink(createWriter, { open: nothing, send, close: nothing }))
    return
  }
  const file = openExportFile(output)
  try {
    await streamQuery(runtime, request, writingSink(createWriter, file))
  } catch (error) {
    await file.remove()
    throw error
  }
}
