import type { Catalog } from '../../../catalog/catalog.ts'
import { checkSetting } from '../../answer/session-settings.ts'
import { toRejection, type Rejection } from '../../statement/rejection.ts'
import { statementsOf } from '../../statement/text.ts'
import {
  as,
  functionName,
  isNode,
  list,
  nodesIn,
  stringField,
  unwrap,
  type Node,
} from '../../statement/tree.ts'

const prefix = 'plumbline.'

/** A setting and its value; null where it is not known before the statement runs. */
type Setting = readonly [name: string, value: string | null]

/** Rejects a text that sets an option of a name that does not exist, or to a value that it cannot have. */
export function rejectedSetting(catalog: Catalog, sql: string): Rejection | null {
  if (!/plumbline\s*"?\s*\./i.test(sql)) return null
  return rejectedOf(catalog, (statementsOf(sql) ?? []).flatMap(settingsIn))
}

/** Rejects the parameters with which a client starts its session, for the same reason. */
export function rejectedStart(catalog: Catalog, parameters: ReadonlyMap<string, string>): Rejection | null {
  const options = [...(parameters.get('options') ?? '').matchAll(/(?:-c\s*|--)(plumbline\.[^\s=]+)=?(\S*)/gi)]
  return rejectedOf(catalog, [
    ...parameters,
    // a backslash begins a character that is not written as it is
    ...options.map(([, name = '', value = '']): Setting => [name, value.includes('\\') ? null : value]),
  ])
}

function rejectedOf(catalog: Catalog, settings: readonly Setting[]): Rejection | null {
  for (const [written, value] of settings) {
    const name = written.toLowerCase()
    if (!name.startsWith(prefix)) continue
    try {
      checkSetting(catalog, name.slice(prefix.length), value)
    } catch (error) {
      return toRejection(error)
    }
  }
  return null
}

/** What a statement sets, by SET or by `set_config`. */
function settingsIn(statement: Node): readonly Setting[] {
  const [kind, node] = unwrap(statement)
  if (kind === 'VariableSetStmt') {
    const values = list(node, 'args').map(constantText)
    return [[stringField(node, 'name') ?? '', values.length === 1 ? (values[0] ?? null) : null]]
  }
  const calls = nodesIn(statement, (one) => one === 'FuncCall', { entersFound: true })
  return calls
    .filter((found) => functionName({ FuncCall: found }) === 'set_config')
    .map((found): Setting => {
      const [name, value] = list(found, 'args').map(constantText)
      return [name ?? '', value ?? null]
    })
}

/** A constant as PostgreSQL keeps it in a setting; null for other expressions. */
function constantText(wrapped: unknown): string | null {
  const { sval, ival, fval } = as(wrapped, 'A_Const') ?? {}
  if (isNode(sval)) return stringField(sval, 'sval') ?? ''
  if (isNode(fval)) return stringField(fval, 'fval')
  return isNode(ival) ? String(Number(ival['ival'] ?? 0)) : null
}
