import { scanSync } from 'libpg-query'
import { foldHeader } from './fold-header.ts'

/** The scanner works once `loadModule()` has been awaited. */
export { loadModule } from 'libpg-query'

export interface Problem {
  readonly line: number
  readonly rule: string
}

interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly line: number
  /** The number of open parentheses before it. */
  readonly depth: number
  readonly kind: 'word' | 'string' | 'integer' | 'comment' | 'other'
}

interface Sql {
  readonly text: string
  /** Where the body starts, after the header. */
  readonly bodyStart: number
  readonly tokens: readonly Token[]
}

export const maxColumns = 110
const header = /^\/\*---\n[\s\S]*?\n---\*\/\n/

/** All deviations of a file from the house style, by line. */
export function checkSql(text: string): readonly Problem[] {
  const sql = scan(text)
  const problems = [
    ...checkHeader(sql),
    ...checkLines(sql),
    ...checkCase(sql),
    ...checkStars(sql),
    ...checkOrdinals(sql),
    ...checkCommonTables(sql),
  ]
  return problems.sort((one, other) => one.line - other.line)
}

/** Fixes spaces, tabs, case, blank lines and long header lines. */
export function formatSql(text: string): string {
  return withBlankLines(withLowerCase(withFoldedHeader(withCleanLines(text))))
}

function scan(text: string): Sql {
  const bodyStart = header.exec(text)?.[0].length ?? 0
  const body = Buffer.from(text.slice(bodyStart))
  const tokens: Token[] = []
  let [position, byte, line, depth] = [bodyStart, 0, countLines(text.slice(0, bodyStart)), 0]
  for (const { start, end, tokenName, keywordKind } of scanSync(body.toString()).tokens) {
    // The scanner counts bytes, strings count UTF-16 units.
    const gap = body.toString('utf8', byte, start)
    const word = body.toString('utf8', start, end)
    position += gap.length
    line += countLines(gap)
    if (word === ')') depth -= 1
    tokens.push({
      text: word,
      start: position,
      end: position + word.length,
      line: line + 1,
      depth,
      kind: kindOf(word, tokenName, keywordKind),
    })
    if (word === '(') depth += 1
    position += word.length
    line += countLines(word)
    byte = end
  }
  return { text, bodyStart, tokens }
}

function kindOf(text: string, tokenName: string, keywordKind: number): Token['kind'] {
  if (tokenName.endsWith('COMMENT')) return 'comment'
  if (tokenName === 'ICONST') return 'integer'
  if (/^([beux]|u&)?'|^\$[^$]*\$/i.test(text)) return 'string'
  if (keywordKind > 0 || (tokenName === 'IDENT' && !text.startsWith('"'))) return 'word'
  return 'other'
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}

function* checkHeader({ text, bodyStart }: Sql): Generator<Problem> {
  if (bodyStart === 0) {
    yield { line: 1, rule: 'a file starts with its header, `/*---` … `---*/`, each on a line of its own' }
  } else if (!/^\n\S/.test(text.slice(bodyStart))) {
    yield { line: countLines(text.slice(0, bodyStart)) + 1, rule: 'one blank line follows the header' }
  }
}

function* checkLines(sql: Sql): Generator<Problem> {
  const lines = sql.text.split('\n')
  const firstOfBody = countLines(sql.text.slice(0, sql.bodyStart)) + 1
  const inString = linesInside(sql, ['string'])
  const inside = linesInside(sql, ['string', 'comment'])
  for (const [index, content] of lines.entries()) {
    const line = index + 1
    if (content.length > maxColumns) yield { line, rule: `a line has at most ${maxColumns} columns` }
    if (inString.has(line)) continue
    if (content.includes('\t')) yield { line, rule: 'no tabs' }
    if (/\s$/.test(content)) yield { line, rule: 'no space at the end of a line' }
    if (line < firstOfBody || inside.has(line)) continue
    if (/^ */.exec(content)?.[0].length !== 0 && !/^(?: {4})+\S/.test(content)) {
      yield { line, rule: 'a line is indented by a multiple of four spaces' }
    }
    if (/^\s*,/.test(content)) yield { line, rule: 'a comma ends a line and never starts one' }
    if (content === '' && lines[index - 1] === '' && index < lines.length - 1) {
      yield { line, rule: 'never two blank lines in a row' }
    }
  }
  if (!/\S\n$/.test(sql.text)) yield { line: lines.length, rule: 'a file ends with exactly one newline' }
}

/** The lines that start within a token of several lines. */
function linesInside({ tokens }: Sql, kinds: readonly Token['kind'][]): ReadonlySet<number> {
  const inside = new Set<number>()
  for (const { kind, text, line } of tokens) {
    if (!kinds.includes(kind)) continue
    for (let after = 1; after <= countLines(text); after += 1) inside.add(line + after)
  }
  return inside
}

function* checkCase({ text, tokens }: Sql): Generator<Problem> {
  for (const token of tokens) {
    if (token.kind === 'word' && token.text !== token.text.toLowerCase()) {
      yield { line: token.line, rule: `\`${token.text}\` is written in lower case` }
    }
    if (token.text === ';') yield { line: token.line, rule: 'a file is one bare select, without a semicolon' }
    const before = text.slice(text.lastIndexOf('\n', token.start - 1) + 1, token.start)
    if (token.kind === 'comment' && before.trim() !== '') {
      yield { line: token.line, rule: 'a comment is on its own line above the code it explains' }
    }
  }
}

function* checkStars({ tokens }: Sql): Generator<Problem> {
  const code = tokens.filter((token) => token.kind !== 'comment')
  for (const [index, token] of code.entries()) {
    const before = code[index - 1]?.text
    if (token.text !== '*' || before === undefined) continue
    if (!['select', 'distinct', 'all', ',', '.'].includes(before)) continue
    const after = code.slice(index + 1).map(({ text }) => text)
    const isImport = before === 'select' && after[0] === 'from' && after[2] === '.' && after[4] === ')'
    const isLast = before === 'select' && after.join(' ') === 'from final'
    // that the branches of a union have equal columns is a rule of the catalogue
    const isAfterUnion = ['union', 'all'].includes(code[index - 2]?.text ?? '')
    const isBranch =
      before === 'select' &&
      after[0] === 'from' &&
      (after[2] === 'union' || (after[2] === ')' && isAfterUnion))
    if (isImport || isLast || isBranch) continue
    yield {
      line: token.line,
      rule: 'columns are named; `*` is for imports (`select * from layer.relation`), whole branches of a union (`select * from cte`) and `select * from final`',
    }
  }
}

function* checkOrdinals({ tokens }: Sql): Generator<Problem> {
  const code = tokens.filter((token) => token.kind !== 'comment')
  for (const [index, token] of code.entries()) {
    const clause = code[index - 1]?.text
    if (token.text !== 'by' || (clause !== 'order' && clause !== 'group')) continue
    for (let item = index + 1; item < code.length; item += 1) {
      const { text, kind, line, depth } = code[item] as Token
      if (depth < token.depth || (depth === token.depth && endsList.has(text))) break
      const startsItem = item === index + 1 || (code[item - 1]?.text === ',' && depth === token.depth)
      const next = code[item + 1]?.text ?? ')'
      if (startsItem && kind === 'integer' && (endsItem.has(next) || endsList.has(next))) {
        yield { line, rule: `\`${clause} by\` names its columns and never counts them` }
      }
    }
  }
}

const endsItem = new Set([',', ')', 'asc', 'desc', 'nulls'])
const endsList = new Set(
  'having window order limit offset fetch for union intersect except rows range groups select'.split(' '),
)

interface CommonTable {
  readonly name: Token
  readonly open: Token
  readonly close: Token
  /** The comma after it, when another one follows. */
  readonly comma: Token | undefined
}

/** `name [(columns)] as [[not] materialized] ( … )` at the top level. */
function commonTables({ tokens }: Sql): readonly CommonTable[] {
  const code = tokens.filter((token) => token.kind !== 'comment')
  const found: CommonTable[] = []
  let index = code[0]?.text === 'with' ? 1 : code.length
  if (code[index]?.text === 'recursive') index += 1
  for (;;) {
    const name = code[index]
    const opens = code.findIndex(
      ({ text, depth }, at) =>
        at > index && depth === 0 && text === '(' && /^(as|materialized)$/.test(code[at - 1]?.text ?? ''),
    )
    const closes = code.findIndex(({ text, depth }, at) => at > opens && depth === 0 && text === ')')
    const [open, close, comma] = [code[opens], code[closes], code[closes + 1]]
    if (name === undefined || opens === -1 || open === undefined || close === undefined) return found
    const isFollowed = comma?.text === ','
    found.push({ name, open, close, comma: isFollowed ? comma : undefined })
    if (!isFollowed) return found
    index = closes + 2
  }
}

function* checkCommonTables(sql: Sql): Generator<Problem> {
  const { text } = sql
  const first = sql.tokens.find((token) => token.kind !== 'comment')
  if (first?.text === 'with' && !text.startsWith('\n\n', first.end)) {
    yield { line: first.line, rule: 'a blank line follows `with`' }
  }
  for (const { name, open, close, comma } of commonTables(sql)) {
    if (/_\d+$/.test(name.text)) {
      yield { line: name.line, rule: `\`${name.text}\` only counts: name the step for what it does` }
    }
    if (!text.startsWith('\n\n', open.end)) {
      yield { line: open.line, rule: 'a blank line follows the `(` of a CTE' }
    }
    if (!text.slice(0, close.start).endsWith('\n\n')) {
      yield { line: close.line, rule: 'a blank line, then the `)` of a CTE at the start of a line' }
    }
    if (!text.startsWith('\n\n', (comma ?? close).end)) {
      yield { line: close.line, rule: 'a blank line follows a CTE' }
    }
  }
}

function withCleanLines(text: string): string {
  const unix = text.replaceAll('\r\n', '\n')
  const inString = linesInside(scan(unix), ['string'])
  const lines = unix.split('\n').map((line, index) => {
    if (inString.has(index + 1) || inString.has(index + 2)) return line
    return line.replace(/^[ \t]+/, (indent) => indent.replaceAll('\t', '    ')).trimEnd()
  })
  const isDouble = (line: string, index: number) =>
    line === '' && lines[index - 1] === '' && !inString.has(index + 1)
  return `${lines
    .filter((line, index) => !isDouble(line, index))
    .join('\n')
    .trim()}\n`
}

function withFoldedHeader(text: string): string {
  const { bodyStart } = scan(text)
  return foldHeader(text.slice(0, bodyStart), maxColumns) + text.slice(bodyStart)
}

function withLowerCase(text: string): string {
  return replace(
    text,
    scan(text)
      .tokens.filter(({ kind }) => kind === 'word')
      .map((token) => ({ start: token.start, end: token.end, by: token.text.toLowerCase() })),
  )
}

function withBlankLines(text: string): string {
  const sql = scan(text)
  const gapAfter = (end: number) => ({ start: end, end: end + spaceAt(text, end), by: '\n\n' })
  const edits = commonTables(sql).flatMap(({ open, close, comma }) => {
    const inside = text.slice(open.end, close.start)
    const opened = /^\s*\n/.test(inside)
    return [
      // a body on the line of its `(` must be laid out by hand
      ...(opened ? [{ ...gapAfter(open.end), by: `\n\n${indentAt(text, open.end)}` }] : []),
      ...(opened ? [{ start: open.end + inside.trimEnd().length, end: close.start, by: '\n\n' }] : []),
      gapAfter((comma ?? close).end),
    ]
  })
  const first = sql.tokens.find((token) => token.kind !== 'comment')
  if (first?.text === 'with') edits.unshift(gapAfter(first.end))
  if (sql.bodyStart > 0) edits.unshift({ ...gapAfter(sql.bodyStart), by: '\n' })
  return replace(text, edits)
}

function spaceAt(text: string, position: number): number {
  return /^\s*/.exec(text.slice(position))?.[0].length ?? 0
}

/** The indentation of the first non-blank line after a position. */
function indentAt(text: string, position: number): string {
  return /^\s*\n([ ]*)/.exec(text.slice(position))?.[1] ?? ''
}

function replace(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly by: string }[],
): string {
  let [result, from] = ['', 0]
  for (const { start, end, by } of edits) {
    result += text.slice(from, start) + by
    from = end
  }
  return result + text.slice(from)
}
