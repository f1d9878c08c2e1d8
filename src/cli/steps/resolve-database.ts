import { readConfig } from '../../config.ts'

/** The database of a command: the given one, else the one in the environment. */
export function resolveDatabase(option: string | undefined): string {
  return option ?? readConfig().database
}
