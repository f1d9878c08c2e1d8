/** What fits on a line of `explain`, as on one of a file in `sql/`. */
const width = 120
const step = '    '

/** The same SQL, in which no line is longer than {@link width} where it can be broken between two words. */
export function wrapLines(text: string): string {
  let wrapped = ''
  let kept = 0
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (end - start > width) {
      wrapped += text.slice(kept, start) + wrapLine(text.slice(start, end)).join('\n')
      kept = end
    }
    start = end + 1
  }
  return kept === 0 ? text : wrapped + text.slice(kept)
}

function wrapLine(line: string): readonly string[] {
  const code = line.trimStart()
  const indent = line.slice(0, line.length - code.length)
  if (code.startsWith('-- '))
    return wrapSentence(code.slice(3), width - indent.length).map((part) => `${indent}-- ${part}`)
  // a quoted text that goes on in the next line is not ours to break
  return topLevelOf(code) === null ? [line] : breakCode(indent, code)
}

/** A sentence on lines that fit into a comment. */
export function wrapSentence(sentence: string, room = width): readonly string[] {
  const longest = room - '-- '.length
  const lines: string[] = []
  let rest = sentence
  while (rest.length > longest) {
    const fitting = rest.lastIndexOf(' ', longest)
    const place = fitting > 0 ? fitting : rest.indexOf(' ', longest)
    if (place < 0) break
    lines.push(rest.slice(0, place))
    rest = rest.slice(place + 1)
  }
  return [...lines, rest]
}

/** The longest group in brackets on lines of its own; else a `case` by its branches; else between two words. */
function breakCode(indent: string, code: string): readonly string[] {
  if (indent.length + code.length <= width) return [indent + code]
  const top = topLevelOf(code)
  if (top === null) return [indent + code]
  if (code.startsWith('case ')) return breakCase(indent, code, top)
  const [longest] = [...top.groups].sort((one, other) => other.end - other.start - (one.end - one.start))
  if (longest === undefined || longest.end - longest.start < 2 * step.length)
    return breakWords(indent, code, top)
  const inner = code.slice(longest.start + 1, longest.end)
  return [
    ...breakCode(indent, code.slice(0, longest.start + 1)),
    ...splitList(inner).flatMap((piece) => breakCode(indent + step, piece)),
    ...breakCode(indent, code.slice(longest.end)),
  ]
}

function breakCase(indent: string, code: string, top: TopLevel): readonly string[] {
  const end = code.lastIndexOf(' end')
  const branches = splitAt(code.slice(0, end), top, / (?:when|else) /y, end)
  return [
    ...branches.flatMap((branch, index) => breakCode(index === 0 ? indent : indent + step, branch)),
    ...breakCode(indent, code.slice(end + 1)),
  ]
}

/** After the last word that fits. */
function breakWords(indent: string, code: string, { isTop }: TopLevel): readonly string[] {
  for (let place = width - indent.length; place > step.length; place -= 1) {
    if (code[place] !== ' ' || isTop[place] !== true) continue
    const rest = code.slice(place + 1)
    return [indent + code.slice(0, place), ...breakCode(indent.endsWith(step) ? indent : indent + step, rest)]
  }
  return [indent + code]
}

/** What stands in brackets: the clauses of a window, the conditions of a filter, else the items of a list. */
function splitList(inner: string): readonly string[] {
  const top = topLevelOf(inner)
  if (top === null) return [inner]
  const clauses = splitAt(inner, top, / order by /y)
  if (clauses.length > 1) return clauses
  const conditions = inner.startsWith('case ') ? [inner] : splitAt(inner, top, / (?:and|or) /y)
  if (conditions.length > 1) return conditions
  return splitAt(inner, top, /(?<=,) /y)
}

/** The pieces of a text, each but the first beginning with what was found outside of brackets and quotes. */
function splitAt(
  code: string,
  { isTop }: TopLevel,
  separator: RegExp,
  until = code.length,
): readonly string[] {
  const pieces: string[] = []
  let start = 0
  for (let place = 1; place < until; place += 1) {
    if (code[place] !== ' ' || isTop[place] !== true) continue
    separator.lastIndex = place
    if (!separator.test(code)) continue
    pieces.push(code.slice(start, place))
    start = place + 1
  }
  return [...pieces, code.slice(start)]
}

interface TopLevel {
  /** Which characters stand outside of brackets, quotes and nested cases. */
  readonly isTop: readonly boolean[]
  /** The brackets that stand in no other, by where they open and close. */
  readonly groups: readonly { readonly start: number; readonly end: number }[]
}

/** Null where a quote is not closed. */
function topLevelOf(code: string): TopLevel | null {
  const isTop: boolean[] = []
  const groups: { start: number; end: number }[] = []
  let depth = 0
  let start = 0
  let quote: string | null = null
  for (let place = 0; place < code.length; place += 1) {
    const character = code.charAt(place)
    if (quote === null && (character === "'" || character === '"')) quote = character
    else if (character === quote) quote = null
    else if (quote === null && (character === '(' || character === '[')) {
      if (depth === 0) start = place
      depth += 1
    } else if (quote === null && (character === ')' || character === ']') && depth > 0) {
      depth -= 1
      if (depth === 0) groups.push({ start, end: place })
    }
    isTop.push(depth === 0 && quote === null)
  }
  return quote === null ? { isTop, groups } : null
}
