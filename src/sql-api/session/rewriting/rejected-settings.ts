import type { Catalog } from '../../../catalog/catalog.ts'
import { checkSettingName } from '../../answer/session-settings.ts'
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

/** Rejects a text that sets an option of a name that does not exist: it would change nothing. */
export function rejectedSetting(catalog: Catalog, sql: string): Rejection | null {
  if (!/plumbline\s*"?\s*\./i.test(sql)) return null
  return rejectedOf(catalog, (statementsOf(sql) ?? []).flatMap(settingsIn))
}

/** Rejects the parameters with which a client starts its session, for the same reason. */
export function rejectedStart(catalog: Catalog, parameters: ReadonlyMap<string, string>): Rejection | null {
  const options = [...(parameters.get('options') ?? '').matchAll(/(?:-c\s*|--)(plumbline\.[^\s=]+)/gi)]
  return rejectedOf(catalog, [...parameters.keys(), ...options.map(([, name = '']) => name)])
}

function rejectedOf(catalog: Catalog, names: readonly string[]): Rejection | null {
  for (const name of names.map((one) => one.toLowerCase())) {
    if (!name.startsWith(prefix)) continue
    try {
      checkSettingName(catalog, name.slice(prefix.length))
    } catch (error) {
      return toRejection(error)
    }
  }
  return null
}

/** The names that a statement sets, by SET or by `set_config`. */
function settingsIn(statement: Node): readonly string[] {
  const [kind, node] = unwrap(statement)
  if (kind === 'VariableSetStmt') return [stringField(node, 'name') ?? '']
  const calls = nodesIn(statement, (one) => one === 'FuncCall', { entersFound: true })
  return calls
    .filter((found) => functionName({ FuncCall: found }) === 'set_config')
    .map((found) => as(list(found, 'args')[0], 'A_Const')?.['sval'])
    .map((text) => (isNode(text) ? (stringField(text, 'sval') ?? '') : ''))
}
