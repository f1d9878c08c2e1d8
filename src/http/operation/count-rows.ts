import type { Engine, QueryOptions } from '../../warehouse/engine/engine.ts'
import { tooManyBytes } from '../limits/limit-bytes.ts'
import type { RequestRecord } from '../request-record.ts'

/**
 * The same engine for the statements of one request. It records the rows that it returns, and ends a statement whose
 * values, with those read before, are larger than the limit. Rows in batches are not in memory together and have no limit.
 *
 * @param maxBytes the limit of all values; those of a failed statement do not count
 */
export function countRows(engine: Engine, record: RequestRecord, maxBytes: number): Engine {
  let read = 0
  const counted = async <Result>(
    run: (observer: QueryOptions) => Promise<Result>,
    countOf: (result: Result) => number,
  ): Promise<Result> => {
    let own = 0
    const onValue = (size: number): void => {
      own += size
      if (read + own > maxBytes) throw tooManyBytes('rows read', maxBytes)
    }
    const result = await run({ onValue })
    read += own
    record.rows += countOf(result)
    return result
  }
  return {
    ...engine,
    query: <Row>(...[statement, options]: Parameters<Engine['query']>) =>
      counted(
        (observer) => engine.query<Row>(statement, { ...options, ...observer }),
        (rows) => rows.length,
      ),
    queryArrays: (statement, options) =>
      counted(
        (observer) => engine.queryArrays(statement, { ...options, ...observer }),
        ({ rows }) => rows.length,
      ),
    queryBatches: (statement, size, take, options) =>
      engine.queryBatches(
        statement,
        size,
        (rows) => {
          record.rows += rows.length
          return take(rows)
        },
        options,
      ),
  }
}
