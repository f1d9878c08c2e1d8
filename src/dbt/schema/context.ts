import type { Runtime } from '../../query/runtime.ts'

/** The context of the resolvers of one request. */
export interface SemanticLayerContext {
  /**
   * The data as the caller may see them, in one state for the whole request.
   *
   * @throws PlumblineError `OVERLOADED` when the server has no place for the request
   */
  readonly runtime: () => Runtime
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal
  /** Receives the error of a query whose status is `FAILED`, for the audit log. */
  readonly onFailed: (error: Error) => void
}
