import { SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Span, SpanOptions } from '@opentelemetry/api'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'
import { PlumblineError } from '../../errors.ts'
import type { InSpan, StepFacts } from '../../query/runtime.ts'

/** Spans of Plumbline; they go nowhere until `startTracing` is called. */
export const tracer = () => trace.getTracer('plumbline')

/** A step as a span, with its facts as attributes. */
export const inSpan: InSpan = (step, work) =>
  spanAround(step, {}, (span) => work((facts) => void span.setAttributes(toAttributes(facts))))

/**
 * Runs work within a span. A failed one has the code of the error, without its message, which may quote values of a
 * filter.
 */
export function spanAround<Result>(name: string, options: SpanOptions, work: (span: Span) => Result): Result {
  return tracer().startActiveSpan(name, options, (span) => {
    try {
      const result = work(span)
      if (!(result instanceof Promise)) {
        span.end()
        return result
      }
      return result.then(
        (value: unknown) => {
          span.end()
          return value
        },
        (error: unknown) => {
          fail(span, error)
          throw error
        },
      ) as Result
    } catch (error) {
      fail(span, error)
      throw error
    }
  })
}

/** Facts as attributes with the prefix `plumbline.`. */
export function toAttributes(facts: StepFacts): Attributes {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      `plumbline.${name}`,
      typeof value === 'object' ? [...value] : value,
    ]),
  )
}

function fail(span: Span, error: unknown): void {
  const code = error instanceof PlumblineError ? error.code : 'INTERNAL'
  span.setAttribute(ATTR_ERROR_TYPE, code)
  span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  span.end()
}
