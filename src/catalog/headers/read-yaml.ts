import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import type { Problem } from './problem.ts'

/** A piece of YAML, and where in its file everything is. */
export interface ReadYaml {
  readonly value: unknown
  /** The line of the file on which a field is: `lineOf('metrics', 'mrr')`; of what is missing, that around it. */
  readonly lineOf: (...path: readonly string[]) => number
}

/** Parses YAML that begins on `firstLine` of its file. */
export function readYaml(file: string, text: string, firstLine = 1): ReadYaml | readonly Problem[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  if (document.errors.length > 0) {
    // later errors usually follow from the first one
    return document.errors.slice(0, 1).map((error) => ({
      file,
      line: lineAt(error.pos[0]),
      rule: 'header-yaml',
      // the place within the YAML would contradict the line in the file
      message: `${error.message.replace(/ at line \d+, column \d+:[^]*$/, '')}.`,
    }))
  }
  const lineOf = (...path: readonly string[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = keyOrItem(document, path.slice(0, length))
      if (isNode(node) && node.range) return lineAt(node.range[0])
    }
    return 1
  }
  return { value: document.toJS(), lineOf }
}

/** What names a field: its key in a map (the value may begin a line later), or the item of a list. */
function keyOrItem(document: Document, path: readonly string[]): unknown {
  const holder: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const pair = isMap(holder)
    ? holder.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
    : undefined
  return pair === undefined ? document.getIn(path, true) : pair.key
}
