import type { Matcher } from '../question/query.ts'
import type { Settings } from '../question/settings.ts'
import type { StitchedEvent } from '../data/stitched-events.ts'

/** Whether an event has one of the names. */
export function hasName(matcher: Matcher, event: StitchedEvent): boolean {
  return listed(matcher).some((one) => one.event === null || one.event === '*' || one.event === event.name)
}

/** Whether an event has one of the names and the required properties. */
export function matches(matcher: Matcher, event: StitchedEvent): boolean {
  return listed(matcher).some(
    ({ event: name, where = {} }) =>
      (name === null || name === '*' || name === event.name) &&
      Object.entries(where).every(([property, wanted]) =>
        (Array.isArray(wanted) ? wanted : [wanted]).some((value) => value === event.properties[property]),
      ),
  )
}

function listed(matcher: Matcher): readonly { event: string | null; where?: Record<string, unknown> }[] {
  if (matcher === null) return []
  if (typeof matcher === 'string') return [{ event: matcher }]
  return matcher.map((one) => (typeof one === 'string' ? { event: one } : one))
}

/** The core action; without one, every event that is not passive. */
export function isCoreAction({ options }: Settings, event: StitchedEvent): boolean {
  return options.core_action === null
    ? !options.passive_events.includes(event.name)
    : matches(options.core_action, event)
}

/** Activity: the active event, else the core action. */
export function isActive(settings: Settings, event: StitchedEvent): boolean {
  const { active_event } = settings.options
  return active_event === null ? isCoreAction(settings, event) : matches(active_event, event)
}

/** A return: the return event, else the core action. */
export function isReturn(settings: Settings, event: StitchedEvent): boolean {
  const { retention_return_event } = settings.options
  return retention_return_event === null
    ? isCoreAction(settings, event)
    : matches(retention_return_event, event)
}
