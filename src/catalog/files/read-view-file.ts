import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { headerProblems } from '../headers/header-problems.ts'
import type { Problem } from '../headers/problem.ts'
import { viewHeaderSchema, type ViewHeader } from '../headers/view-header.ts'

/** A file of `sql/`, split into its header and its select. */
export interface ViewFile {
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly header: ViewHeader
  readonly body: string
  /** The line of the file on which the body starts. */
  readonly bodyLine: number
  /** The line of a header field: `lineOf('metrics', 'mrr')`. */
  readonly lineOf: (...path: readonly string[]) => number
}

const opening = '/*---\n'
const closing = '---*/\n'

/** Reads the YAML header between `/*---` and `---*​/` and the select below it. */
export function readViewFile(file: string, text: string): ViewFile | readonly Problem[] {
  const end = text.indexOf(closing)
  if (!text.startsWith(opening) || end < 0) {
    return [
      { file, line: 1, rule: 'header', message: 'A view must start with a header between /*--- and ---*/.' },
    ]
  }
  const lines = new LineCounter()
  const document = parseDocument(text.slice(opening.length, end), { lineCounter: lines })
  const lineAt = (offset: number | undefined) => (offset === undefined ? 1 : lines.linePos(offset).line + 1)
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      file,
      line: lineAt(error.pos[0]),
      rule: 'header-yaml',
      // the location within the header would contradict the line in the file
      message: `${error.message.replace(/ at line \d+, column \d+:[^]*$/, '')}.`,
    }))
  }
  const lineOf = (...path: readonly string[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = keyOrItem(document, path.slice(0, length))
      if (hasRange(node)) return lineAt(node.range[0])
    }
    return 1
  }
  const header: unknown = document.toJS()
  const parsed = viewHeaderSchema.safeParse(header)
  if (!parsed.success) {
    return headerProblems(parsed.error.issues, header).map(({ path, message }) => ({
      file,
      line: lineOf(...path),
      rule: 'header-field',
      message,
    }))
  }
  const bodyStart = end + closing.length
  return {
    file,
    text,
    header: parsed.data,
    body: text.slice(bodyStart).trim(),
    bodyLine: text.slice(0, bodyStart + (/\S/.exec(text.slice(bodyStart))?.index ?? 0)).split('\n').length,
    lineOf,
  }
}

/**
 * The node that names a field: its key in a map (the value may start a line later), or the item of a list.
 */
function keyOrItem(document: Document, path: readonly string[]): unknown {
  const holder: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const pair = isMap(holder)
    ? holder.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined
  return pair === undefined ? document.getIn(path, true) : pair.key
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}
