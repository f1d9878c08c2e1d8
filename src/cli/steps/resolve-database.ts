import { readConfig } from '../../config.ts'

/** The database that a command means: the one it was told, else the one in the environment. */
export function resolveDatabase(option: string | undefined): string {
  return option ?? readConfig().database
}
