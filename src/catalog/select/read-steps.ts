import { scan } from 'libpg-query'
import { child, children, columnPath, location, text, walk, type Tree } from './sql-tree.ts'
import type { StepSegment, Step } from './step.ts'

/**
 * Splits a view's `with` into steps; the last one is the view. A compiler can merge them with those of
 * other views: PostgreSQL does not flatten a subquery with its own `with`.
 */
export async function readSteps(body: string, select: Tree): Promise<readonly Step[]> {
  const bytes = Buffer.from(body)
  const tokens = (await scan(body)).tokens
  const steps: Step[] = []
  let end = 0
  for (const wrapped of children(child(select, 'withClause'), 'ctes')) {
    const cte = child(wrapped, 'CommonTableExpr')
    const query = child(child(cte, 'ctequery'), 'SelectStmt')
    const [open, close] = parentheses(tokens, location(cte))
    const comments = tokens.filter(
      ({ start, tokenName }) => tokenName === 'SQL_COMMENT' && start >= end && start < location(cte),
    )
    steps.push({
      name: text(cte, 'ctename') ?? '',
      comment: comments.map((comment) => comment.text.replace(/^--\s*/, '')).join(' '),
      isInlined: cte['ctematerialized'] === 'CTEMaterializeNever',
      imports: importOf(query),
      segments: split(bytes, open, close, query, namesOf(steps)),
    })
    end = close + 1
  }
  const last = steps.at(-1)
  const rest = { ...select, withClause: undefined }
  if (last !== undefined && importOf(rest) === last.name)
    return [...steps.slice(0, -1), { ...last, name: null }]
  const segments = split(bytes, end, bytes.length, rest, namesOf(steps))
  return [...steps, { name: null, comment: '', isInlined: false, imports: null, segments }]
}

type Tokens = Awaited<ReturnType<typeof scan>>['tokens']

/** The byte range between the parentheses of the CTE whose name starts at a byte. */
function parentheses(tokens: Tokens, from: number): readonly [number, number] {
  let [depth, open] = [0, 0]
  for (const { start, end, text: written } of tokens) {
    if (start < from) continue
    if (written === '(' && (depth += 1) === 1) open = end
    if (written === ')' && (depth -= 1) === 0) return [open, start]
  }
  throw new Error('A parsed CTE has no closing parenthesis')
}

function namesOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap(({ name }) => (name === null ? [] : [name])))
}

/** The relation or step of a plain `select * from` it; null for any other query. */
function importOf(query: Tree): string | null {
  const clauses = Object.keys(query).filter((key) => query[key] !== undefined)
  const [target, ...others] = children(query, 'targetList')
  const [from, ...joined] = children(query, 'fromClause')
  const isPlain = clauses.every((key) => ['targetList', 'fromClause', 'limitOption', 'op'].includes(key))
  const star = child(child(child(target ?? {}, 'ResTarget'), 'val'), 'ColumnRef')
  const relation = child(from ?? {}, 'RangeVar')
  const name = text(relation, 'relname')
  if (!isPlain || others.length > 0 || joined.length > 0 || name === undefined) return null
  if (columnPath(star).join('.') !== '*') return null
  const schema = text(relation, 'schemaname')
  return schema === undefined ? name : `${schema}.${name}`
}

function split(
  bytes: Buffer,
  start: number,
  end: number,
  query: Tree,
  steps: ReadonlySet<string>,
): readonly StepSegment[] {
  const references: { readonly at: number; readonly named: StepSegment; readonly alias: string | null }[] = []
  walk(query, (kind, node) => {
    if (kind !== 'RangeVar') return
    const schema = text(node, 'schemaname')
    const name = text(node, 'relname') ?? ''
    if (schema === undefined && !steps.has(name)) return
    references.push({
      at: location(node),
      named: schema === undefined ? { step: name } : { relation: `${schema}.${name}` },
      alias: node['alias'] === undefined ? name : null,
    })
  })
  const segments: StepSegment[] = []
  let position = start
  for (const { at, named, alias } of references.sort((one, other) => one.at - other.at)) {
    const written = /^[\w"]+(\s*\.\s*[\w"]+)?/.exec(bytes.subarray(at, end).toString())?.[0] ?? ''
    segments.push({ text: bytes.subarray(position, at).toString() }, named)
    if (alias !== null) segments.push({ text: ` as ${alias}` })
    position = at + Buffer.byteLength(written)
  }
  return [...segments, { text: bytes.subarray(position, end).toString() }]
}
