import { accountAttributes, workspaceAttributes } from '../data/attributes.ts'
import { firstInstant, floor, plus, readDay, wallClock } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import type { Fact } from '../fact.ts'
import { compare, first, grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { accountOf, workspacesOf, type Workspace } from '../data/workspaces.ts'

export interface Use {
  readonly workspace: string
  readonly meter: string
  readonly at: number
  /** Breaks ties between uses at the same instant. */
  readonly by: string
  readonly quantity: number
}

/** Every use with which a workspace exceeded its limit at the time. */
export function limitCrossingFacts(data: Data, settings: Settings): readonly Fact[] {
  return meteredWorkspaces(data, settings).flatMap(({ workspace, meter, uses }) =>
    uses.flatMap((use, index): Fact[] => {
      const plan = planAt(data, workspace, use.at)
      const limit = limitOf(data, plan, meter)
      if (limit === undefined) return []
      const counted = uses
        .slice(0, index + 1)
        .filter(
          ({ at }) => limit.kind === 'cumulative' || monthOf(settings, at) === monthOf(settings, use.at),
        )
      const used = total(counted)
      return used > limit.limit_quantity && used - use.quantity <= limit.limit_quantity
        ? [{ at: use.at, workspace: workspace.id, attributes: attributesOf(data, workspace, meter, plan) }]
        : []
    }),
  )
}

/**
 * The used share of every limit per workspace at the end of each month that has started; in the current month,
 * as of `as_of`.
 */
export function usageLimitFacts(data: Data, settings: Settings): readonly Fact[] {
  const { zone, asOf, options } = settings
  return meteredWorkspaces(data, settings).flatMap(({ workspace, meter, uses }) => {
    const [earliest] = uses
    if (earliest === undefined) return []
    const facts: Fact[] = []
    for (
      let month = monthOf(settings, earliest.at);
      firstInstant(month, zone) < asOf;
      month = plus(month, 1, 'month')
    ) {
      const next = firstInstant(plus(month, 1, 'month'), zone)
      // a plan that begins exactly at `as_of` has begun; one that begins with the next month has not
      const moment = next > asOf ? asOf : next - 1
      const plan = planAt(data, workspace, moment)
      const limit = limitOf(data, plan, meter)
      const isGone = workspace.deletedAt !== null && workspace.deletedAt <= moment
      if (limit === undefined || isGone) continue
      const used = total(
        uses.filter(
          ({ at }) => at <= moment && (limit.kind === 'cumulative' || monthOf(settings, at) === month),
        ),
      )
      if (used <= 0) continue
      facts.push({
        at: month,
        workspace: workspace.id,
        attributes: attributesOf(data, workspace, meter, plan),
        numbers: {
          isApproaching: Number(used >= options.limit_approaching_share * limit.limit_quantity),
          isAt: Number(used >= limit.limit_quantity),
          isOver: Number(used > limit.limit_quantity),
        },
      })
    }
    return facts
  })
}

/** The uses of each workspace and meter in order. */
function meteredWorkspaces(
  data: Data,
  settings: Settings,
): readonly { readonly workspace: Workspace; readonly meter: string; readonly uses: readonly Use[] }[] {
  const byMeter = grouped(usesOf(data, settings), ({ workspace, meter }) =>
    JSON.stringify([workspace, meter]),
  )
  return [...byMeter.values()].flatMap((uses) => {
    const [one] = uses
    const workspace = workspacesOf(data).get(one?.workspace ?? '')
    const ordered = [...uses].sort((a, b) => a.at - b.at || compare(a.by, b.by))
    return one === undefined || workspace === undefined
      ? []
      : [{ workspace, meter: one.meter, uses: ordered }]
  })
}

/** The plan of a workspace at a time: by its changes or, without any, the current plan. */
export function planAt(data: Data, workspace: Workspace, at: number): string | null {
  const changes = (data.plan_changes ?? []).filter(({ workspace_id }) => workspace_id === workspace.id)
  if (changes.length === 0) return workspace.plan
  const last = first(
    changes.filter(({ valid_from }) => Date.parse(valid_from) <= at),
    ({ valid_from }) => -Date.parse(valid_from),
  )
  return last?.plan ?? null
}

function limitOf(data: Data, plan: string | null, meter: string) {
  return data.plan_limits?.find((limit) => limit.plan === plan && limit.meter === meter)
}

function attributesOf(data: Data, workspace: Workspace, meter: string, plan: string | null) {
  return {
    meter,
    plan,
    ...workspaceAttributes(data, workspace.id),
    ...accountAttributes(data, accountOf(workspace)),
  }
}

const monthOf = (settings: Settings, at: number): number =>
  floor(wallClock(at, settings.zone), 'month', settings)

const total = (uses: readonly Use[]): number => uses.reduce((sum, { quantity }) => sum + quantity, 0)

/** Daily usage or, where none was provided, every event as one use. */
export function usesOf(data: Data, settings: Settings): readonly Use[] {
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
  return eventsOf(data).flatMap(({ id, workspace, name, at, knownAt }) =>
    workspace !== null && knownAt <= settings.asOf
      ? [{ workspace, meter: name, at, by: id, quantity: 1 }]
      : [],
  )
}
