import { IANAZone } from 'luxon'

/** The instants of a local time in a zone: one, none in a gap, or two in a repeated hour. */
export type LocalTime = (written: number) => readonly number[]

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Whether the IANA database has a zone of this name. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name) && !/^[+-]/.test(name)
}

/** The known zone names, for suggestions. */
export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}

/** A reader of local times, each given as milliseconds as if it were in UTC; instants are in order. */
export function localTimeIn(zoneName: string): LocalTime {
  const zone = IANAZone.create(zoneName)
  // the offsets around each day: looking them up is far slower than reading a file
  const offsetsByDay = new Map<number, readonly number[]>()
  const around = (written: number): readonly number[] => {
    const day = Math.floor(written / dayMs)
    const found = offsetsByDay.get(day)
    if (found !== undefined) return found
    const offsets = [...new Set([zone.offset((day - 1) * dayMs), zone.offset((day + 2) * dayMs)])]
    offsetsByDay.set(day, offsets)
    return offsets
  }
  return (written) => {
    const offsets = around(written)
    const [only] = offsets
    if (offsets.length === 1 && only !== undefined) return [written - only * minuteMs]
    return offsets
      .map((offset) => written - offset * minuteMs)
      .filter((instant) => instant + zone.offset(instant) * minuteMs === written)
      .sort((a, b) => a - b)
  }
}

/** The first instant of a day; one o'clock where clocks go forward at midnight. */
export function startOfDay(localTime: LocalTime, midnight: number): number {
  for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
    const [first] = localTime(midnight + minutes * minuteMs)
    if (first !== undefined) return first
  }
  throw new Error('This day has no instant')
}
