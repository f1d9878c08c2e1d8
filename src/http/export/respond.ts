import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { fileNameOf } from '../../export/file-name.ts'
import { formatNames } from '../../export/format.ts'
import type { ExportFormat } from '../../export/format.ts'
import type { Destination } from '../../export/write-result.ts'

/** The response of an export. */
export interface ExportResponse extends Destination {
  /** Whether the status and the headers are sent: from then on, an error can only cut the response. */
  readonly isOpen: () => boolean
  /** Closes the connection, so that the response cannot be taken for a whole one. */
  readonly cut: (error: unknown) => void
}

/** How long a reader may take nothing, and how long it may read. */
export interface ReaderLimits {
  readonly stallMs: number
  readonly totalMs: number
}

export const readerLimits: ReaderLimits = { stallMs: 60_000, totalMs: 3_600_000 }

/** The response to a request for an export: the headers with the first piece, and no more pieces than the reader takes. */
export function responseTo(
  reply: FastifyReply,
  format: ExportFormat,
  signal: AbortSignal,
  { stallMs, totalMs }: ReaderLimits,
): ExportResponse {
  const stream = new PassThrough()
  let endsAt: number | null = null
  return {
    open: (header) => {
      endsAt = performance.now() + totalMs
      void reply
        .header('content-type', formatNames[format].contentType)
        .header('content-disposition', `attachment; filename="${fileNameOf(header, format)}"`)
        .send(stream)
      return Promise.resolve()
    },
    send: async (chunk) => {
      if (stream.write(chunk)) return
      const remaining = Math.max(0, (endsAt ?? 0) - performance.now())
      const late = AbortSignal.timeout(Math.min(stallMs, remaining))
      await once(stream, 'drain', { signal: AbortSignal.any([signal, late]) }).catch((error: unknown) => {
        throw late.aborted && !signal.aborted ? tooSlow(stallMs, totalMs) : error
      })
    },
    isOpen: () => endsAt !== null,
    close: () => {
      stream.end()
      return Promise.resolve()
    },
    cut: (error) => {
      // a stream that ends with an error makes Fastify close the connection, also behind a compression
      stream.on('error', () => undefined)
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
    },
  }
}

function tooSlow(stallMs: number, totalMs: number): PlumblineError {
  return new PlumblineError(
    'TIMEOUT',
    `The reader took nothing for ${stallMs / 1_000} seconds, or needed more than ${totalMs / 60_000} minutes.`,
  )
}
