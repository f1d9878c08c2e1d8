import { open, rename, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Destination } from '../../export/write-result.ts'
import { provenanceDocument } from '../../export/provenance-document.ts'
import type { ResultHeader } from '../../semantic/model/result.ts'

/** A file that an export is written to. */
export interface ExportFile extends Destination {
  /** Removes what is written of an incomplete export. */
  readonly remove: () => Promise<void>
}

/**
 * A file, and next to it the file of its provenance. Both have their names when they are whole: until then, the rows are
 * in a file with the ending `.part`.
 */
export function openExportFile(path: string): ExportFile {
  const part = `${path}.part`
  let opened: { readonly header: ResultHeader; readonly file: FileHandle } | null = null
  const started = () => {
    if (opened === null) throw new Error('The file is not open.')
    return opened
  }
  return {
    open: async (header) => {
      opened = { header, file: await open(part, 'w') }
    },
    send: async (chunk) => {
      await started().file.writeFile(chunk)
    },
    close: async (rowCount) => {
      const { header, file } = started()
      await file.close()
      const provenance = JSON.stringify(provenanceDocument(header, rowCount), null, 2)
      await writeFile(`${path}.provenance.json`, `${provenance}\n`)
      await rename(part, path)
    },
    remove: async () => {
      await opened?.file.close().catch(() => undefined)
      await rm(part, { force: true })
    },
  }
}
