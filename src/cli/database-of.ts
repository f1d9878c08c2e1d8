/** Where a command works when nobody says: beside whatever the caller works on. */
const embeddedDirectory = '.plumbline'

/** The database that a command means. */
export function databaseOf(option: string | undefined): string {
  return option ?? process.env['DATABASE_URL'] ?? embeddedDirectory
}
