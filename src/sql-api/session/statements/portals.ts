import { statementsOf } from '../../statement/text.ts'
import { callsIn } from '../../statement/read-text.ts'
import { unwrap } from '../../statement/tree.ts'

/** The portals that a client has bound and not yet executed. The answer of metrics is that of the settings at their Bind. */
export interface Portals {
  readonly bound: (portal: string, sql: string, isOfMetrics: boolean) => void
  /** Whether a setting has changed since the portal was bound, which would not change its answer. */
  readonly executed: (portal: string) => boolean
  readonly closed: (portal: string) => void
  /** The client runs a text without binding it. */
  readonly ran: (sql: string) => void
}

interface Bound {
  readonly sql: string
  readonly isOfMetrics: boolean
  isOutdated: boolean
}

export function createPortals(): Portals {
  const waiting = new Map<string, Bound>()
  const ran = (sql: string) => {
    const ofMetrics = [...waiting.values()].filter(({ isOfMetrics }) => isOfMetrics)
    if (ofMetrics.length === 0 || !changesSettings(sql)) return
    for (const one of ofMetrics) one.isOutdated = true
  }
  return {
    bound: (portal, sql, isOfMetrics) => {
      waiting.set(portal, { sql, isOfMetrics, isOutdated: false })
    },
    executed: (portal) => {
      const found = waiting.get(portal)
      waiting.delete(portal)
      if (found !== undefined && !found.isOfMetrics) ran(found.sql)
      return found?.isOutdated === true
    },
    closed: (portal) => {
      waiting.delete(portal)
    },
    ran,
  }
}

/** Statements after which settings may be others: the end of a transaction takes back what SET LOCAL has set. */
const changing: ReadonlySet<string> = new Set([
  'VariableSetStmt',
  'DiscardStmt',
  'TransactionStmt',
  'DoStmt',
  'CallStmt',
])

function changesSettings(sql: string): boolean {
  const statements = statementsOf(sql) ?? []
  return statements.some(
    (statement) => changing.has(unwrap(statement)[0]) || callsIn(statement).has('set_config'),
  )
}
