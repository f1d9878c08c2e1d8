import fc from 'fast-check'

/**
 * Instants at which clocks change in some zone, a month ends or a day begins; test instants lie around them.
 */
const special = {
  spring: [
    '2025-01-31T23:00:00Z',
    '2025-02-01T00:00:00Z',
    '2025-03-01T00:00:00Z',
    '2025-03-09T05:00:00Z', // Havana goes forward at midnight
    '2025-03-09T07:00:00Z', // New York
    '2025-03-30T01:00:00Z', // Berlin, and the Azores
    '2025-03-31T22:00:00Z',
    '2025-04-05T15:00:00Z', // Lord Howe goes back by half an hour
    '2025-04-06T03:00:00Z', // Santiago goes back to the day before
  ],
  autumn: [
    '2025-09-07T04:00:00Z', // Santiago goes forward at midnight
    '2025-09-30T22:00:00Z',
    '2025-10-01T00:00:00Z',
    '2025-10-04T15:30:00Z', // Lord Howe
    '2025-10-26T01:00:00Z', // Berlin; the Azores go back to midnight
    '2025-10-31T23:00:00Z',
    '2025-11-01T00:00:00Z',
    '2025-11-02T05:00:00Z', // Havana goes back to midnight
    '2025-11-02T06:00:00Z', // New York
  ],
} as const

export type Season = keyof typeof special

export const seasons = Object.keys(special) as Season[]

/** The range of the events of a season; revenue starts earlier. */
export const span: Readonly<Record<Season, { readonly from: number; readonly days: number }>> = {
  spring: { from: Date.parse('2025-01-20T00:00:00Z'), days: 82 },
  autumn: { from: Date.parse('2025-09-01T00:00:00Z'), days: 75 },
}

export const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Atlantic/Azores',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]

export const toMoment = (instant: number): string => new Date(instant).toISOString()

/** An instant in a season, often at a boundary where a mistake would show. */
export function moment(season: Season): fc.Arbitrary<string> {
  const { from, days } = span[season]
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .integer({ min: 0, max: days * 96 })
        .map((quarters) => toMoment(from + quarters * 900_000)),
    },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 0, max: days }).map((day) => toMoment(from + day * 86_400_000)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...special[season]),
          fc.constantFrom(0, 0, -1, 1, -60_000, 1_800_000, -1_800_000, 3_600_000, -3_600_000),
        )
        .map(([near, by]) => toMoment(Date.parse(near) + by)),
    },
  )
}

/** An instant in the fifteen months before a season's end. */
export function longAgo(season: Season): fc.Arbitrary<string> {
  const end = span[season].from + span[season].days * 86_400_000
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.integer({ min: 0, max: 450 }).map((days) => toMoment(end - days * 86_400_000)),
    },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 15 }).map((months) => monthStart(end, months)) },
    { weight: 2, arbitrary: moment(season) },
  )
}

function monthStart(end: number, monthsAgo: number): string {
  const date = new Date(end)
  return toMoment(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsAgo))
}
