/** The longest line in `explain`, as in the files of `sql/`. */
const width = 120
const step = '    '

/** The same SQL, with lines longer than {@link width} broken between words. */
export function wrapLines(text: string): string {
  let wrapped = ''
  let copied = 0
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (end - start > width) {
      wrapped += text.slice(copied, start) + wrapLine(text.slice(start, end)).join('\n')
      copied = end
    }
    start = end + 1
  }
  return copied === 0 ? text : wrapped + text.slice(copied)
}

function wrapLine(line: string): readonly string[] {
  const code = line.trimStart()
  const indent = line.slice(0, line.length - code.length)
  if (code.startsWith('-- '))
    return wrapSentence(code.slice(3), width - indent.length).map((part) => `${indent}-- ${part}`)
  // a quoted text that continues on the next line must not be broken
  return topLevelOf(code) === null ? [line] : breakCode(indent, code)
}

/** A sentence as lines that fit into a comment. */
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

/** Breaks a `case` by its branches, other code at its longest parentheses, else between words. */
function breakCode(indent: string, code: string): readonly string[] {
  if (indent.length + code.length <= width) return [indent + code]
  const top = topLevelOf(code)
  if (top === null) return [indent + code]
  if (code.startsWith('case ')) return breakCase(indent, code, top)
  if (code.startsWith('when ')) {
    const [condition = code, ...results] = splitAt(code, top, ['then '])
    if (results.length > 0)
      return [
        ...breakCode(indent, condition),
        ...results.flatMap((result) => breakCode(indent + step, result)),
      ]
  }
  const { longest } = top
  if (longest.end - longest.start < 2 * step.length) return breakWords(indent, code, top)
  const inner = code.slice(longest.start + 1, longest.end)
  return [
    ...breakCode(indent, code.slice(0, longest.start + 1)),
    ...splitList(inner).flatMap((piece) => breakCode(indent + step, piece)),
    ...breakCode(indent, code.slice(longest.end)),
  ]
}

function breakCase(indent: string, code: string, top: TopLevel): readonly string[] {
  const end = code.lastIndexOf(' end')
  if (end < 0) return breakWords(indent, code, top)
  const branches = splitAt(code, top, ['when ', 'else '], end)
  return [
    ...branches.flatMap((branch, index) => breakCode(index === 0 ? indent : indent + step, branch)),
    ...breakCode(indent, code.slice(end + 1)),
  ]
}

/** Breaks after the last word that fits; later lines are indented. */
function breakWords(indent: string, code: string, { spaces }: TopLevel): readonly string[] {
  const lines: string[] = []
  let start = 0
  for (;;) {
    const from = start
    const room = width - indent.length - (start === 0 ? 0 : step.length)
    if (code.length - start <= room) break
    const place = spaces.findLast((space) => space > from && space - from <= room)
    if (place === undefined) break
    lines.push(indent + (start === 0 ? '' : step) + code.slice(start, place))
    start = place + 1
  }
  return [...lines, indent + (start === 0 ? '' : step) + code.slice(start)]
}

/** The parts of parentheses: the clauses of a window, the conditions of a filter, else the items of a list. */
function splitList(inner: string): readonly string[] {
  const top = topLevelOf(inner)
  if (top === null) return [inner]
  const clauses = splitAt(inner, top, ['order by '])
  if (clauses.length > 1) return clauses
  const conditions = inner.startsWith('case ') ? [inner] : splitAt(inner, top, ['and ', 'or '])
  if (conditions.length > 1) return conditions
  const ends = top.spaces.filter((space) => inner[space - 1] === ',')
  return [0, ...ends].map((start, index) => inner.slice(start === 0 ? 0 : start + 1, ends[index]))
}

/** Splits a text before each of the words, outside parentheses and quotes. */
function splitAt(code: string, { spaces }: TopLevel, words: readonly string[], until = code.length) {
  const pieces: string[] = []
  let start = 0
  for (const space of spaces) {
    if (space >= until || !words.some((word) => code.startsWith(word, space + 1))) continue
    pieces.push(code.slice(start, space))
    start = space + 1
  }
  pieces.push(code.slice(start, until))
  return pieces
}

interface TopLevel {
  /** The positions of spaces outside parentheses and quotes. */
  readonly spaces: readonly number[]
  /** The positions of the longest outermost parentheses. */
  readonly longest: { readonly start: number; readonly end: number }
}

/** Null when a quote is not closed. */
function topLevelOf(code: string): TopLevel | null {
  const spaces: number[] = []
  let longest = { start: 0, end: 0 }
  let depth = 0
  let start = 0
  for (let place = 0; place < code.length; place += 1) {
    const character = code[place]
    if (character === "'" || character === '"') {
      place = code.indexOf(character, place + 1)
      if (place < 0) return null
    } else if (character === '(' || character === '[') {
      if (depth === 0) start = place
      depth += 1
    } else if ((character === ')' || character === ']') && depth > 0) {
      depth -= 1
      if (depth === 0 && place - start > longest.end - longest.start) longest = { start, end: place }
    } else if (character === ' ' && depth === 0) spaces.push(place)
  }
  return { spaces, longest }
}
