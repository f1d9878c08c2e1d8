import { PlumblineError } from '../errors.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { Runtime } from './runtime.ts'

/**
 * The runtime of a request: for a fresh one, over the source tables as they are now.
 *
 * @throws PlumblineError `BAD_REQUEST` when a request is fresh and as of a moment, or where nothing can be fresh
 */
export async function runtimeFor(runtime: Runtime, given: MetricsRequestInput): Promise<Runtime> {
  if (given.fresh !== true) return runtime
  if (given.asOf !== undefined)
    throw new PlumblineError(
      'BAD_REQUEST',
      'fresh is as of the newest record, and asOf is another moment: give one of them.',
      { subject: 'fresh' },
    )
  if (runtime.fresh === undefined)
    throw new PlumblineError('BAD_REQUEST', 'fresh is not available here: nothing is stored.', {
      subject: 'fresh',
    })
  const { catalog, state } = await runtime.fresh()
  return { ...runtime, catalog, state: () => Promise.resolve(state) }
}
