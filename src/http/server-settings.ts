import { defaultInterface } from './interface-settings.ts'
import type { InterfaceSettings } from './interface-settings.ts'
import { defaultLanes } from './lanes/lane-settings.ts'
import type { LaneSettings } from './lanes/lane-settings.ts'
import { defaultProtection } from './limits/protection-settings.ts'
import type { ProtectionSettings } from './limits/protection-settings.ts'
import { defaultDrain } from './operation/drain-settings.ts'
import type { DrainSettings } from './operation/drain-settings.ts'

/** The settings of a server that have a default. */
export type ServerSettings = InterfaceSettings & ProtectionSettings & LaneSettings & DrainSettings

export const defaultSettings: ServerSettings = {
  ...defaultInterface,
  ...defaultProtection,
  ...defaultLanes,
  ...defaultDrain,
}
