import { plumblineOf, type Installed } from './installed.ts'
import { walkQuickStart } from './quick-start.ts'

/** The longest time from the first command to the answer: the page promises two minutes with the installation. */
const limitSeconds = 90

/** Follows `docs/quick-start.md` with the installed package. */
export function tryQuickStart(installed: Installed): void {
  const walked = walkQuickStart(installed.folder, (folder, words) =>
    plumblineOf({ ...installed, folder }, ...words),
  )
  for (const [file, seconds] of walked) {
    console.log(`First answer from ${file} after ${seconds.toFixed(1)} s.`)
    if (seconds > limitSeconds) throw new Error(`${file} took longer than ${limitSeconds} s.`)
  }
}
