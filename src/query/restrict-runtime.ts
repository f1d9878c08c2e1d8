import type { Access } from '../policy/access.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import type { Runtime } from './runtime.ts'

/**
 * The runtime of a caller: it counts and lists only what the caller may see. Problems of the data are named without
 * the rows that have them, which may belong to others.
 */
export function restrictRuntime(runtime: Runtime, access: Access): Runtime {
  if (access.role === null) return runtime
  return { ...runtime, access, state: async () => withoutRows(await runtime.state()) }
}

function withoutRows(state: WarehouseState): WarehouseState {
  return {
    ...state,
    violations: state.violations.map((violation) => ({ ...violation, examples: [] })),
    failingGuards: new Map([...state.failingGuards].map(([view, rows]) => [view, rows.map(withoutContent)])),
  }
}

/** The month of a row stays: it decides whether a question is concerned. */
function withoutContent(row: string): string {
  return `${/^\d{4}-\d{2}(?:-\d{2})?/.exec(row)?.[0] ?? ''} (hidden)`.trim()
}
