import { SpanKind } from '@opentelemetry/api'
import {
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_SYSTEM_NAME,
  DB_SYSTEM_NAME_VALUE_POSTGRESQL,
} from '@opentelemetry/semantic-conventions'
import type { Engine, Statement } from '../../warehouse/engine/engine.ts'
import { spanAround, toAttributes } from './in-span.ts'

/** The same engine, which writes a span for each statement: its first word and its rows, not its text. */
export function traceStatements(engine: Engine): Engine {
  return {
    ...engine,
    query: <Row>(...[statement, options]: Parameters<Engine['query']>) =>
      traced(
        statement,
        () => engine.query<Row>(statement, options),
        (rows) => rows.length,
      ),
    queryArrays: (statement, options) =>
      traced(
        statement,
        () => engine.queryArrays(statement, options),
        ({ rows }) => rows.length,
      ),
  }
}

function traced<Result>(
  { sql }: Statement,
  run: () => Promise<Result>,
  count: (result: Result) => number,
): Promise<Result> {
  const attributes = {
    [ATTR_DB_SYSTEM_NAME]: DB_SYSTEM_NAME_VALUE_POSTGRESQL,
    [ATTR_DB_OPERATION_NAME]: /\w+/.exec(sql)?.[0] ?? '',
  }
  return spanAround('statement', { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const result = await run()
    span.setAttributes(toAttributes({ rows: count(result) }))
    return result
  })
}
