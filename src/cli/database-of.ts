import { readConfig } from '../config.ts'


/** The database that a command means. */
export function databaseOf(option: string | undefined): string {
  return option ?? readConfig().database
}
