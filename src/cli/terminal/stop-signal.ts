import { readFileSync } from 'node:fs'

/** How often a server looks whether whoever started it still lives. */
const lookEveryMs = 500

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** How somebody can ask this process to stop. */
export interface AskedToStop {
  /** Resolves when a signal comes, or npm has ended. A second signal ends the process at once. */
  readonly asked: Promise<void>
  /** Nobody listens any more. */
  readonly forget: () => void
}

/**
 * Waits for a signal to stop, and, when npm started this process, for the end of npm: it does not always pass
 * signals on, and can pass none on when it is killed.
 */
export function whenAskedToStop(isStartedByNpm: boolean): AskedToStop {
  const forgets: (() => void)[] = []
  const asked = new Promise<void>((resolve) => {
    const stop = () => resolve()
    for (const signal of signals) {
      process.once(signal, stop)
      forgets.push(() => process.off(signal, stop))
    }
    if (isStartedByNpm) {
      const hasEnded = watchNpm()
      const timer = setInterval(() => hasEnded() && stop(), lookEveryMs)
      timer.unref()
      forgets.push(() => clearInterval(timer))
    }
  })
  return { asked, forget: () => forgets.forEach((forget) => forget()) }
}

/** Whether npm has ended: an orphan gets another parent. Between npm and this process there may be a shell. */
function watchNpm(): () => boolean {
  const parent = process.ppid
  const npm = isShell(parent) ? parentOf(parent) : null
  return () => process.ppid !== parent || (npm !== null && parentOf(parent) !== npm)
}

function isShell(pid: number): boolean {
  return /^(?:ba|da|a|z|k)?sh$|^busybox$/.test(statOf(pid)?.name ?? '')
}

function parentOf(pid: number): number | null {
  return statOf(pid)?.parent ?? null
}

/** Linux tells of every process; elsewhere the shell of npm becomes the process that it starts. */
function statOf(pid: number): { readonly name: string; readonly parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in brackets may hold blanks and brackets; the state and the parent follow it
    const end = stat.lastIndexOf(')')
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: Number(stat.slice(end + 2).split(' ')[1]),
    }
  } catch {
    return null
  }
}
