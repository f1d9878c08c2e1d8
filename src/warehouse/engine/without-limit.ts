import type { Engine, QueryOptions } from './engine.ts'

/**
 * The same engine without time limit, for Plumbline's own work, such as comparing `sql/` with the deployed
 * definitions. The limit is for queries; a server that hits it while starting would never become ready.
 */
export function withoutLimit(engine: Engine): Engine {
  return {
    ...engine,
    query: (statement, options) => engine.query(statement, own(options)),
    queryArrays: (statement, options) => engine.queryArrays(statement, own(options)),
    queryBatches: (statement, size, take, options) =>
      engine.queryBatches(statement, size, take, own(options)),
    snapshot: (options) => withoutLimit(engine.snapshot(options)),
  }
}

function own(options: QueryOptions | undefined): QueryOptions {
  return { ...options, isOwnWork: true }
}
