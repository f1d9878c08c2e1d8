import type { Engine } from '../../warehouse/engine/engine.ts'
import type { RequestRecord } from '../request-record.ts'

/** The same engine, which records the rows that it returns. */
export function countRows(engine: Engine, record: RequestRecord): Engine {
  return {
    ...engine,
    query: async <Row>(...[statement, options]: Parameters<Engine['query']>) => {
      const rows = await engine.query<Row>(statement, options)
      record.rows += rows.length
      return rows
    },
    queryArrays: async (statement, options) => {
      const result = await engine.queryArrays(statement, options)
      record.rows += result.rows.length
      return result
    },
  }
}
