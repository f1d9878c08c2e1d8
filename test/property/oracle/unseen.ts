import { day, firstInstant, hour } from './clock.ts'
import type { Data } from './data.ts'
import { frameOf } from './frame.ts'
import type { Question } from './question.ts'
import { settingsOf, type OptionName } from './settings.ts'

/** Windows that a question may choose, and how long their unit is. */
const windows: Partial<Record<OptionName, number>> = {
  activation_window_hours: hour,
  setup_window_hours: hour,
  workspace_activation_window_days: day,
  account_activation_window_days: day,
  paid_window_days: day,
  trial_grace_days: day,
  inviting_window_days: day,
  invitation_window_days: day,
  conversion_window_days: day,
}

/** Whether a window that the question chose is over for nobody in its period: it may be refused, or say 0 of 0. */
export function isUnseen(data: Data, question: Question): boolean {
  const settings = settingsOf(data, question)
  if (settings === null || question.from === undefined) return false
  const start = firstInstant(frameOf(data, settings, question).shownFrom ?? 0, settings.zone)
  return Object.entries(windows).some(([name, unit]) => {
    const chosen = question.options?.[name]
    return typeof chosen === 'number' && start + chosen * unit > settings.asOf
  })
}
