import { hasSqlDetails, parse } from 'libpg-query'
import type { Problem } from '../headers/problem.ts'
import { readSteps } from './read-steps.ts'
import {
  child,
  children,
  columnPath,
  functionPath,
  isTree,
  location,
  text,
  walk,
  type Tree,
} from './sql-tree.ts'
import type { Segment, Step } from './step.ts'

/** The select of a view, parsed by PostgreSQL's parser. */
export interface ViewBody {
  readonly select: Tree
  /** Relations read, `schema.name`, each once, in order of appearance. */
  readonly reads: readonly string[]
  readonly segments: readonly Segment[]
  readonly steps: readonly Step[]
  /** Columns of `parameters` in the select, each once. */
  readonly parameters: readonly string[]
  /** Scalar functions of `plumbline` in the select, each once. */
  readonly functions: readonly string[]
  /** Relation or parameter → the line of the file on which it first appears. */
  readonly namedAt: ReadonlyMap<string, number>
  readonly withoutLocations: string
  /** The line of the file on which a node of `select` starts. */
  readonly lineAt: (node: Tree) => number
}

/** Parses a body, which starts on `bodyLine` of its file. */
export async function readBody(
  file: string,
  body: string,
  bodyLine: number,
): Promise<ViewBody | readonly Problem[]> {
  let statements: readonly Tree[]
  try {
    statements = children((await parse(body)) as unknown as Tree, 'stmts')
  } catch (error) {
    if (!hasSqlDetails(error)) throw error
    const before = body.slice(0, error.sqlDetails?.cursorPosition ?? 0)
    return [
      { file, line: bodyLine + before.split('\n').length - 1, rule: 'sql-syntax', message: error.message },
    ]
  }
  const select = child(child(statements[0] ?? {}, 'stmt'), 'SelectStmt')
  if (statements.length !== 1 || Object.keys(select).length === 0) {
    return [
      {
        file,
        line: bodyLine,
        rule: 'bare-select',
        message: 'A view must be a single select, without create or a second statement.',
      },
    ]
  }
  const bytes = Buffer.from(body)
  const references: { relation: string; start: number; end: number }[] = []
  const parameters = new Set<string>()
  const functions = new Set<string>()
  const namedAt = new Map<string, number>()
  const lineAt = (node: Tree) =>
    bodyLine + bytes.subarray(0, location(node)).toString().split('\n').length - 1
  const recordLine = (name: string, node: Tree) =>
    namedAt.set(name, Math.min(lineAt(node), namedAt.get(name) ?? Infinity))
  walk(select, (kind, node) => {
    if (kind === 'RangeVar') {
      const schema = text(node, 'schemaname')
      const name = text(node, 'relname') ?? ''
      if (schema === undefined) return
      const start = location(node)
      const written =
        bytes
          .subarray(start)
          .toString()
          .match(/^[\w"]+\s*\.\s*[\w"]+/)?.[0] ?? ''
      references.push({ relation: `${schema}.${name}`, start, end: start + Buffer.byteLength(written) })
      recordLine(`${schema}.${name}`, node)
    }
    if (kind === 'FuncCall') {
      const [schema, name] = functionPath(node)
      if (schema === 'plumbline' && name !== undefined) functions.add(name)
    }
    if (kind === 'ColumnRef') {
      const [qualifier, column] = columnPath(node)
      if (qualifier === 'parameters' && column !== undefined && column !== '*') {
        parameters.add(column)
        recordLine(column, node)
      }
    }
  })
  references.sort((a, b) => a.start - b.start)
  return {
    select,
    reads: [...new Set(references.map(({ relation }) => relation))],
    segments: split(bytes, references),
    steps: await readSteps(body, select),
    parameters: [...parameters].sort(),
    functions: [...functions].sort(),
    namedAt,
    lineAt,
    withoutLocations: JSON.stringify(select, (key, value: unknown) =>
      [
        'location',
        'stmt_location',
        'stmt_len',
        'list_start',
        'list_end',
        'rexpr_list_start',
        'rexpr_list_end',
      ].includes(key)
        ? undefined
        : value,
    ),
  }
}

function split(
  bytes: Buffer,
  references: readonly { relation: string; start: number; end: number }[],
): Segment[] {
  const segments: Segment[] = []
  let position = 0
  for (const { relation, start, end } of references) {
    segments.push({ text: bytes.subarray(position, start).toString() }, { relation })
    position = end
  }
  segments.push({ text: bytes.subarray(position).toString() })
  return segments
}

/** The CTEs of a select by name, in order. */
export function commonTables(select: Tree): ReadonlyMap<string, Tree> {
  return new Map(
    children(child(select, 'withClause'), 'ctes').map((wrapped) => {
      const cte = child(wrapped, 'CommonTableExpr')
      return [text(cte, 'ctename') ?? '', cte]
    }),
  )
}

/** The select inside a CTE. */
export function selectOf(commonTable: Tree): Tree {
  const query = child(commonTable, 'ctequery')
  return isTree(query['SelectStmt']) ? query['SelectStmt'] : {}
}
