import { loadModule, parseSync } from 'libpg-query'
import { deparseSync } from 'pgsql-deparser'
import { Rejection } from './rejection.ts'
import { isNode, type Node } from './tree.ts'

/** Loads PostgreSQL's parser, before the first statement. */
export const loadParser = loadModule

/** The statements of a text; null when PostgreSQL's parser rejects it: PostgreSQL then says why. */
export function statementsOf(sql: string): readonly Node[] | null {
  try {
    const { stmts = [] } = parseSync(sql)
    return stmts.map(({ stmt }) => stmt as unknown as Node)
  } catch {
    return null
  }
}

/** The fields of a tree that say where something was written. */
const places = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end'])

/** The text of a statement, which is parsed again and compared: a printing error must not change a number. */
export function printed(statement: Node): string {
  const text = deparsed(statement)
  const [again] = text === null ? [] : (statementsOf(text) ?? [])
  if (text !== null && again !== undefined && shapeOf(again) === shapeOf(statement)) return text
  throw new Rejection('The statement has a part that cannot be rewritten, such as XMLTABLE or JSON_TABLE.', {
    detail: 'Plumbline has no form for it, or would print it as another one.',
    hint: 'Write the part that is unusual in another way.',
  })
}

/** Null: a part of the statement has no form. */
function deparsed(statement: Node): string | null {
  try {
    return deparseSync(statement)
  } catch {
    return null
  }
}

function shapeOf(statement: Node): string {
  return JSON.stringify(statement, (name, value: unknown) => {
    if (places.has(name)) return undefined
    if (!isNode(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

/** The text of expressions, as a select list. */
export function expressionText(expression: unknown): string {
  const select = {
    SelectStmt: {
      targetList: [{ ResTarget: { val: expression } }],
      limitOption: 'LIMIT_OPTION_DEFAULT',
      op: 'SETOP_NONE',
    },
  }
  return printed(select).replace(/^\s*select\s+/i, '')
}
