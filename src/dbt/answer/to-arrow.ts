import { writersOf } from '../../export/create-writer.ts'
import type { ResultPage } from './result-page.ts'

/** A page as an Arrow IPC stream in base64. Numbers keep every digit. */
export async function toArrow({ header, rows }: ResultPage): Promise<string> {
  const createWriter = await writersOf('arrow', { provenance: true, escapeFormulas: false })
  const writer = createWriter(header)
  const pieces = [writer.begin(), writer.rows(rows), writer.end(rows.length)]
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))).toString('base64')
}
