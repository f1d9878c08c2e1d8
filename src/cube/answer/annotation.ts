import { describeDimension, describeMeasure } from '../model/meta.ts'
import type { Member } from '../model/find-member.ts'
import type { CubeRequest } from '../query/to-request.ts'

/** What the members of a query are, for tools that draw its result. */
export function annotationOf({ measures, dimensions, times }: CubeRequest) {
  return {
    measures: named(measures),
    dimensions: named(dimensions),
    segments: {},
    timeDimensions: Object.fromEntries(
      times.flatMap(({ member, granularity }) => {
        const { path } = member
        const about = shortOf(member)
        return [
          [
            `${path}.${granularity}`,
            {
              ...about,
              granularity: { name: granularity, title: granularity, interval: `1 ${granularity}` },
            },
          ],
          [path, about],
        ]
      }),
    ),
  }
}

function named(members: readonly Member[]) {
  return Object.fromEntries(members.map((member) => [member.path, shortOf(member)]))
}

function shortOf({ cube, measure, dimension }: Member) {
  if (measure === null) {
    const { title, shortTitle, type } = describeDimension(cube, dimension)
    return { title, shortTitle, type }
  }
  const { title, shortTitle, type, format, meta, drillMembers, drillMembersGrouped } = describeMeasure(
    cube,
    measure,
  )
  return {
    title,
    shortTitle,
    type,
    ...(format === undefined ? {} : { format }),
    meta,
    drillMembers,
    drillMembersGrouped,
  }
}
