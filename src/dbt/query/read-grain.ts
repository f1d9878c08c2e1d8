import { PlumblineError } from '../../errors.ts'
import { grains, type Grain } from '../../semantic/model/request/request.ts'

/** @throws PlumblineError `GRAIN_NOT_AVAILABLE` for a name of no granularity */
export function readGrain(name: string): Grain {
  const found = grains.find((grain) => grain === name.toLowerCase())
  if (found !== undefined) return found
  throw new PlumblineError('GRAIN_NOT_AVAILABLE', `${name} is no granularity of a time.`, {
    subject: name,
    valid: grains,
  })
}
