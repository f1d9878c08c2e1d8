import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { Transform, pipeline } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FileFault } from '../values/file-fault.ts'
import type { SourceFile } from './source-file.ts'

// small chunks keep their rows in the young generation: with a megabyte, half of the time went into garbage
// collection
const readSize = 64 * 1024
/** No valid row is longer; a file without line breaks must not be held in memory whole. */
const longestLine = 64 * 1024 * 1024

/**
 * The text of a file in chunks of whole lines, in constant memory. `onBytes` receives the number of bytes
 * read.
 */
export async function* readText(file: SourceFile, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  let started = false
  for await (const lines of wholeLines(readBytes(file, onBytes))) {
    // isUtf8 is an order of magnitude faster than a decoder that throws
    if (!isUtf8(lines)) {
      const good = lines.subarray(0, startOfBadLine(lines))
      if (good.length > 0) yield good.toString('utf8')
      throw new FileFault('this is not UTF-8 text; save the file as UTF-8')
    }
    const text = lines.toString('utf8')
    yield started ? text : text.replace(/^\uFEFF/, '')
    started = true
  }
}

function readBytes(file: SourceFile, onBytes: (bytes: number) => void): AsyncIterable<Buffer> {
  let bytes = 0
  const counter = new Transform({
    highWaterMark: readSize,
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      bytes += chunk.length
      onBytes(bytes)
      done(null, chunk)
    },
  })
  const source = createReadStream(file.path, { highWaterMark: readSize })
  // the reader of the last stream receives all errors, so none is handled here
  if (!file.compressed) return pipeline(source, counter, () => undefined)
  return pipeline(source, counter, createGunzip({ chunkSize: readSize }), () => undefined)
}

async function* wholeLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of bytes) {
      const end = chunk.lastIndexOf(0x0a) + 1
      if (end > 0) {
        yield Buffer.concat([...pending, chunk.subarray(0, end)])
        pending = []
        length = 0
      }
      pending.push(chunk.subarray(end))
      length += chunk.length - end
      if (length > longestLine) throw new FileFault('the line does not end')
    }
  } catch (error) {
    throw toFault(error)
  }
  if (length > 0) yield Buffer.concat(pending)
}

function toFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'Z_BUF_ERROR') return new FileFault('the file is cut off: its gzip data end too early')
  if (code === 'Z_DATA_ERROR') return new FileFault('the file is damaged, or not compressed with gzip')
  if (code === 'EACCES') return new FileFault('the file may not be read')
  return error
}

function startOfBadLine(lines: Buffer): number {
  let start = 0
  while (start < lines.length) {
    const end = lines.indexOf(0x0a, start) + 1 || lines.length
    if (!isUtf8(lines.subarray(start, end))) break
    start = end
  }
  return start
}
