import { InvalidArgumentError } from 'commander'
import { closest } from '../../closest.ts'
import { isTimeZone, timeZoneNames } from '../../warehouse/load/mapping/local-time.ts'

/** Reads the IANA name of a time zone. */
export function timeZone(name: string): string {
  if (isTimeZone(name)) return name
  const near = closest(name, timeZoneNames())[0]
  throw new InvalidArgumentError(
    `It must be an IANA time zone name, such as Europe/Berlin${near === undefined ? '' : `; did you mean ${near}?`}`,
  )
}
