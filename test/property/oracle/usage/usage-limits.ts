import { accountAttributes, workspaceAttributes } from '../data/attributes.ts'
import { day, firstInstant, floor, plus, readDay, wallClock } from '../question/clock.ts'
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
  /** When it was recorded. */
  readonly knownAt: number
  /** Breaks ties between uses at the same instant. */
  readonly by: string
  readonly quantity: number
}

/** Every use with which a workspace exceeded its limit at the time. */
export function limitCrossingFacts(data: Data, settings: Settings): readonly Fact[] {
  return limitedUses(data, settings)
    .filter(({ used, quantity, limit }) => used > limit && used - quantity <= limit)
    .map(({ workspace, meter, plan, at }) => ({
      at,
      workspace: workspace.id,
      attributes: attributesOf(data, workspace, meter, plan),
    }))
}

/** Every use with which a workspace reached its limit at the time. */
export function limitReaches(data: Data, settings: Settings): readonly { account: string; at: number }[] {
  return limitedUses(data, settings)
    .filter(({ used, quantity, limit }) => used >= limit && used - quantity < limit)
    .map(({ workspace, at }) => ({ account: accountOf(workspace), at }))
}

/** Every use under a limit at the time, with the usage that counts, itself included. */
function limitedUses(data: Data, settings: Settings) {
  return meteredWorkspaces(data, settings).flatMap(({ workspace, meter, uses }) =>
    uses.flatMap((use, index) => {
      const plan = planAt(data, workspace, use.at)
      const limit = limitOf(data, plan, meter)
      if (limit === undefined) return []
      const counted = uses
        .slice(0, index + 1)
        .filter(
          ({ at }) => limit.kind === 'cumulative' || monthOf(settings, at) === monthOf(settings, use.at),
        )
      const { at, quantity } = use
      return [{ workspace, meter, plan, at, quantity, used: total(counted), limit: limit.limit_quantity }]
    }),
  )
}

/** The state of every limit as of `as_of`: the facts of the current month. */
export function limitStateFacts(data: Data, settings: Settings): readonly Fact[] {
  const { asOf, zone, options } = settings
  const today = floor(wallClock(asOf, zone), 'day', settings)
  // a month that begins exactly at `as_of` has no data yet
  const running = monthOf(settings, asOf - 1)
  return meteredWorkspaces(data, settings).flatMap(({ workspace, meter, uses }) => {
    const next = firstInstant(plus(running, 1, 'month'), zone)
    const moment = next > asOf ? asOf : next - 1
    const plan = planAt(data, workspace, moment)
    const limit = limitOf(data, plan, meter)
    const isGone = workspace.deletedAt !== null && workspace.deletedAt <= moment
    if (limit === undefined || isGone) return []
    const counted = uses.filter(
      ({ at }) => at <= moment && (limit.kind === 'cumulative' || monthOf(settings, at) === running),
    )
    const used = total(counted)
    if (used <= 0) return []
    const most = limit.limit_quantity
    const filling = counted.findIndex((_, index) => total(counted.slice(0, index + 1)) >= most)
    const starts = (data.plan_changes ?? [])
      .filter(
        ({ workspace_id, valid_from }) => workspace_id === workspace.id && Date.parse(valid_from) <= moment,
      )
      .map(({ valid_from }) => Date.parse(valid_from))
    const reachedAt = used >= most ? Math.max(counted[filling]?.at ?? -Infinity, ...starts) : null
    const isNear = used >= options.limit_approaching_share * most
    const state = used > most ? 'over' : used >= most ? 'reached' : isNear ? 'approaching' : 'below'
    return [
      {
        at: asOf,
        workspace: workspace.id,
        attributes: { limit_state: state, ...attributesOf(data, workspace, meter, plan) },
        numbers: {
          used,
          limit: most,
          recently: total(
            uses.filter(({ at }) => today - floor(wallClock(at, zone), 'day', settings) < 28 * day),
          ),
          days:
            reachedAt === null ? null : (today - floor(wallClock(reachedAt, zone), 'day', settings)) / day,
        },
      },
    ]
  })
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

export function limitOf(data: Data, plan: string | null, meter: string) {
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
      .map(({ workspace_id, meter, day: used, quantity }) => ({
        workspace: workspace_id,
        meter,
        at: firstInstant(readDay(used), settings.zone),
        knownAt: firstInstant(readDay(used), settings.zone),
        by: used,
        quantity,
      }))
      .filter(({ at }) => at <= settings.asOf)
  }
  return eventsOf(data).flatMap(({ id, workspace, name, at, knownAt }) =>
    workspace !== null && knownAt <= settings.asOf
      ? [{ workspace, meter: name, at, knownAt, by: id, quantity: 1 }]
      : [],
  )
}
