import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'

/** The request of a question. The planner reads it as it reads those of all interfaces, and rejects what is wrong. */
export function toRequest(input: Readonly<Record<string, unknown>>): MetricsRequestInput {
  return input as unknown as MetricsRequestInput
}
