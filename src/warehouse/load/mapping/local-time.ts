import { IANAZone } from 'luxon'

/** The instants at which the clocks of a zone show a time: one, none in a gap, two in an hour that comes twice. */
export type LocalTime = (written: number) => readonly number[]

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Whether a zone has this name in the IANA database. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name) && !/^[+-]/.test(name)
}

/** The zones whose names are known, to suggest a near one. */
export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}

/** A reader of local times, each as the milliseconds that it would be in UTC; instants come in order. */
export function localTimeIn(zoneName: string): LocalTime {
  const zone = IANAZone.create(zoneName)
  // the offsets around a day: to ask for them costs far more than to read a file
  const known = new Map<number, readonly number[]>()
  const around = (written: number): readonly number[] => {
    const day = Math.floor(written / dayMs)
    const found = known.get(day)
    if (found !== undefined) return found
    const offsets = [...new Set([zone.offset((day - 1) * dayMs), zone.offset((day + 2) * dayMs)])]
    known.set(day, offsets)
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

/** The first instant of a day, which begins at one o'clock where the clocks go forward at midnight. */
export function startOfDay(localTime: LocalTime, midnight: number): number {
  for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
    const [first] = localTime(midnight + minutes * minuteMs)
    if (first !== undefined) return first
  }
  throw new Error('A day without an instant')
}
