import { accountAttributes, workspaceAttributes } from './attributes.ts'
import { firstInstant, readDay, toDay, wallClock } from './clock.ts'
import type { Data } from './data.ts'
import { happeningsOf } from './events.ts'
import type { Fact } from './fact.ts'
import { compare, grouped } from './memo.ts'
import type { Settings } from './settings.ts'
import { accountOf, workspacesOf } from './workspaces.ts'

interface Use {
  readonly workspace: string
  readonly meter: string
  readonly at: number
  /** Tells uses of one moment apart. */
  readonly by: string
  readonly quantity: number
}

/** Every stretch in which a workspace reached a limit of its plan, at the moment at which it did. */
export function usageLimitFacts(data: Data, settings: Settings): readonly Fact[] {
  const stretches = [...grouped(usesOf(data, settings), ({ workspace, meter }) => `${workspace} ${meter}`)]
  return stretches.flatMap(([, uses]) => {
    const [one] = uses
    const workspace = workspacesOf(data).get(one?.workspace ?? '')
    const limit = data.plan_limits?.find(
      ({ plan, meter }) => plan === workspace?.plan && meter === one?.meter,
    )
    if (one === undefined || workspace === undefined || limit === undefined) return []
    const stretchOf = ({ at }: Use) =>
      limit.kind === 'per_period' ? toDay(wallClock(at, settings.zone)).slice(0, 7) : ''
    return [...grouped(uses, stretchOf).values()].flatMap((stretch): Fact[] => {
      const ordered = [...stretch].sort((a, b) => a.at - b.at || compare(a.by, b.by))
      const soFar = ordered.map((_, index) =>
        ordered.slice(0, index + 1).reduce((sum, { quantity }) => sum + quantity, 0),
      )
      const reached = ordered[soFar.findIndex((sum) => sum >= limit.limit_quantity)]
      if (reached === undefined) return []
      return [
        {
          at: reached.at,
          workspace: workspace.id,
          attributes: {
            meter: one.meter,
            ...workspaceAttributes(data, workspace.id),
            ...accountAttributes(data, accountOf(workspace)),
          },
          numbers: { isOver: Number(soFar.some((sum) => sum > limit.limit_quantity)) },
        },
      ]
    })
  })
}

/** As measured by day or, where nothing was measured at all, every event as one. */
function usesOf(data: Data, settings: Settings): readonly Use[] {
  const measured = data.usage_daily ?? []
  if (measured.length > 0) {
    return measured
      .map(({ workspace_id, meter, day, quantity }) => ({
        workspace: workspace_id,
        meter,
        at: firstInstant(readDay(day), settings.zone),
        by: day,
        quantity,
      }))
      .filter(({ at }) => at <= settings.asOf)
  }
  return happeningsOf(data).flatMap(({ id, workspace, name, at, knownAt }) =>
    workspace !== null && knownAt <= settings.asOf
      ? [{ workspace, meter: name, at, by: id, quantity: 1 }]
      : [],
  )
}
