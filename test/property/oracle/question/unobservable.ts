import { day, firstInstant, hour } from './clock.ts'
import type { Data } from '../data/data.ts'
import { frameOf } from './frame.ts'
import type { Query } from './query.ts'
import { settingsOf, type OptionName } from './settings.ts'

/** The windows that a query may set, with their unit. */
const windows: Partial<Record<OptionName, number>> = {
  activation_window_hours: hour,
  setup_window_hours: hour,
  workspace_activation_window_days: day,
  account_activation_window_days: day,
  free_to_paid_window_days: day,
  trial_grace_days: day,
  virality_window_days: day,
  invitation_window_days: day,
  conversion_window_days: day,
  lead_window_days: day,
  signal_response_days: day,
  qualification_touch_window_days: day,
  qualification_win_window_days: day,
}

/**
 * Whether the query's own window is complete for no actor of its period: it may be rejected or give 0 of 0.
 */
export function isUnobservable(data: Data, query: Query): boolean {
  const settings = settingsOf(data, query)
  if (settings === null || query.from === undefined) return false
  const start = firstInstant(frameOf(data, settings, query).displayFrom ?? 0, settings.zone)
  return Object.entries(windows).some(([name, unit]) => {
    const chosen = query.options?.[name]
    return typeof chosen === 'number' && start + chosen * unit > settings.asOf
  })
}
