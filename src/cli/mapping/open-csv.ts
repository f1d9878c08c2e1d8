import { createReadStream } from 'node:fs'
import { basename, extname } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Names of files that are read: CSV, also compressed with gzip. */
export const csvName = /\.csv(\.gz)?$/i

const compressed = /\.gz$/i

/** The name of the table that a file becomes. */
export function tableOf(file: string): string {
  const name = basename(file).replace(compressed, '')
  return basename(name, extname(name))
}

/** The bytes of a file, without the compression that its name says. */
export function openCsv(file: string): Readable {
  const bytes = createReadStream(file)
  // the reader of the last stream receives all errors, so none is handled here
  return compressed.test(file) ? pipeline(bytes, createGunzip(), () => undefined) : bytes
}

/** The delimiter of a file: the most frequent one in its first line. */
export async function delimiterOf(file: string): Promise<string> {
  const [first = ''] = (await firstBytes(file)).toString('utf8').split(/\r?\n/)
  const counts = [',', ';', '\t', '|'].map((one) => ({ one, times: first.split(one).length }))
  return counts.reduce((most, next) => (next.times > most.times ? next : most)).one
}

async function firstBytes(file: string): Promise<Buffer> {
  for await (const chunk of openCsv(file) as AsyncIterable<Buffer>) return chunk
  return Buffer.alloc(0)
}
