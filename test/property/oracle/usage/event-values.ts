import { accountAttributes, userAttributes, workspaceAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { LocatedEvent } from '../data/events.ts'
import type { Fact } from '../fact.ts'
import type { Settings } from '../question/settings.ts'
import { coreActions, eventsAsOf } from './activations.ts'
import { matches } from './matchers.ts'

function factOf(data: Data, { at, person, workspace, account }: LocatedEvent): Fact {
  return {
    at,
    user: person,
    workspace,
    attributes: {
      ...userAttributes(data, person),
      ...workspaceAttributes(data, workspace),
      ...accountAttributes(data, account),
    },
  }
}

export function coreActionFacts(data: Data, settings: Settings): readonly Fact[] {
  return coreActions(data, settings).map((event) => factOf(data, event))
}

/** The value of the requested property in every event that matches; only JSON numbers are numbers in random data. */
export function propertyFacts(data: Data, settings: Settings): readonly Fact[] {
  const { property_event: wanted, property_name: property } = settings.options
  return eventsAsOf(data, settings)
    .filter((event) => matches(wanted, event))
    .map((event): Fact => {
      const value = event.properties[property ?? ''] ?? null
      const fact = factOf(data, event)
      return {
        ...fact,
        attributes: { ...fact.attributes, property_value: value === null ? null : String(value) },
        numbers: { value: typeof value === 'number' ? value : null, isMissing: Number(value === null) },
      }
    })
}

export function eventRatioFacts(data: Data, settings: Settings): readonly Fact[] {
  const { ratio_numerator_event: above, ratio_denominator_event: below } = settings.options
  return eventsAsOf(data, settings)
    .map((event) => ({
      ...factOf(data, event),
      numbers: { isAbove: Number(matches(above, event)), isBelow: Number(matches(below, event)) },
    }))
    .filter(({ numbers }) => numbers.isAbove + numbers.isBelow > 0)
}
