import type { Engine, QueryOptions } from './engine.ts'

/**
 * The same engine for work of Plumbline's own, such as comparing `sql/` with what is deployed: the limit of time is for
 * questions, and a system that does not get ready within it would answer none.
 */
export const withoutLimit = (engine: Engine): Engine => ({
  ...engine,
  query: (statement, options) => engine.query(statement, own(options)),
  queryArrays: (statement, options) => engine.queryArrays(statement, own(options)),
  queryBatches: (statement, size, take, options) => engine.queryBatches(statement, size, take, own(options)),
  snapshot: (options) => withoutLimit(engine.snapshot(options)),
})

const own = (options: QueryOptions | undefined): QueryOptions => ({ ...options, isOwnWork: true })
