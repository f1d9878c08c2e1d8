/** The formats that a result of any size can be written in. */
export const exportFormats = ['csv', 'ndjson', 'arrow'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** How a format is named over HTTP and in files. */
export interface FormatNames {
  /** The media types that ask for it, the registered or usual one first. */
  readonly mediaTypes: readonly [string, ...string[]]
  /** The header of a response. */
  readonly contentType: string
  /** The end of a file name, without a dot. */
  readonly extension: string
}

export const formatNames: Readonly<Record<ExportFormat, FormatNames>> = {
  csv: {
    mediaTypes: ['text/csv'],
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
  },
  ndjson: {
    mediaTypes: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
    contentType: 'application/x-ndjson; charset=utf-8',
    extension: 'ndjson',
  },
  arrow: {
    mediaTypes: ['application/vnd.apache.arrow.stream'],
    contentType: 'application/vnd.apache.arrow.stream',
    extension: 'arrows',
  },
}
