import type { Access } from '../policy/access.ts'
import { withoutCount } from '../semantic/model/source-violation.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import type { Runtime } from './runtime.ts'

/**
 * The runtime of a caller: it counts and lists only what the caller may see. Problems of the data are named without
 * the rows that have them, which may belong to others; and without their number, for a caller who sees some accounts
 * only.
 */
export function restrictRuntime(runtime: Runtime, access: Access): Runtime {
  if (access.role === null) return runtime
  const { fresh } = runtime
  return {
    ...runtime,
    access,
    state: async () => withoutRows(await runtime.state(), access),
    ...(fresh === undefined
      ? {}
      : {
          fresh: async () => {
            const { catalog, state } = await fresh()
            return { catalog, state: withoutRows(state, access) }
          },
        }),
  }
}

function withoutRows(state: WarehouseState, { accounts }: Access): WarehouseState {
  const violations = accounts === null ? state.violations : state.violations.map(withoutCount)
  return {
    ...state,
    violations: violations.map((violation) => ({ ...violation, examples: [] })),
    failingGuards: new Map(
      [...state.failingGuards].map(([view, rows]) => [view, [...new Set(rows.map(withoutContent))]]),
    ),
  }
}

/** The month of a row stays: it decides whether a question is concerned. */
function withoutContent(row: string): string {
  return `${/^\d{4}-\d{2}(?:-\d{2})?/.exec(row)?.[0] ?? ''} (hidden)`.trim()
}
