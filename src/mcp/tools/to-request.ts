import type { z } from '../../forms.ts'
import type { MetricsRequestInput } from '../../semantic/model/request.ts'
import type { requestInput } from './request-input.ts'

/** The request of a question. The planner reads it as it reads those of all interfaces, and rejects what is wrong. */
export function toRequest(input: Partial<z.output<typeof requestInput>>): MetricsRequestInput {
  return input as MetricsRequestInput
}
