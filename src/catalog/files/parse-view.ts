import type { Problem } from '../headers/problem.ts'
import { readBody } from '../select/read-body.ts'
import type { ViewBody } from '../select/read-body.ts'
import { readViewFile } from './read-view-file.ts'
import type { ViewFile } from './read-view-file.ts'

/** A view file, read and parsed. */
export type ParsedFile = ViewFile & ViewBody

/** Parses one file of `sql/`, or says what is wrong with it. */
export type ParseView = (file: string, text: string) => Promise<ParsedFile | readonly Problem[]>

/**
 * A parser for the files of one catalogue. A file whose text was in the catalogue before this one is not parsed again:
 * two releases differ in a few files, and parsing takes most of the time in which a catalogue is loaded.
 */
export function viewParser(): ParseView {
  const before = last
  const parsed = new Map<string, ParsedFile>()
  last = parsed
  return async (file, text) => {
    const known = before.get(text) ?? parsed.get(text)
    const view = known === undefined ? await parse(file, text) : { ...known, file }
    if ('select' in view) parsed.set(text, view)
    return view
  }
}

/** By the text of their files, the views of the catalogue that was loaded last. */
let last: ReadonlyMap<string, ParsedFile> = new Map()

async function parse(file: string, text: string): Promise<ParsedFile | readonly Problem[]> {
  const read = readViewFile(file, text)
  if (!('header' in read)) return read
  const body = await readBody(file, read.body, read.bodyLine)
  return 'select' in body ? { ...read, ...body } : body
}
