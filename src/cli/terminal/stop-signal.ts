import { readFileSync } from 'node:fs'

/** How often a server checks whether its parent process is alive. */
const pollMs = 500

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** A request to stop this process. */
export interface StopRequest {
  /** Resolves on a signal, or when npm has ended. A second signal ends the process at once. */
  readonly stopped: Promise<void>
  /** Removes the listeners. */
  readonly stopListening: () => void
}

/**
 * Waits for a signal to stop. When npm started this process, also for the end of npm: it does not always
 * forward signals, and cannot when it is killed.
 */
export function onStopSignal(isStartedByNpm: boolean): StopRequest {
  const cleanups: (() => void)[] = []
  const stopped = new Promise<void>((resolve) => {
    const stop = () => resolve()
    for (const signal of signals) {
      process.once(signal, stop)
      cleanups.push(() => process.off(signal, stop))
    }
    if (isStartedByNpm) {
      const hasEnded = watchNpm()
      const timer = setInterval(() => hasEnded() && stop(), pollMs)
      timer.unref()
      cleanups.push(() => clearInterval(timer))
    }
  })
  return { stopped, stopListening: () => cleanups.forEach((stopListening) => stopListening()) }
}

/**
 * Whether npm has ended: an orphan gets another parent. There may be a shell between npm and this process.
 */
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

/** Linux exposes every process; elsewhere npm's shell is replaced by the started process. */
function statOf(pid: number): { readonly name: string; readonly parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in brackets may contain blanks and brackets; the state and the parent follow it
    const end = stat.lastIndexOf(')')
    return {
      name: stat.slice(stat.indexOf('(') + 1, end),
      parent: Number(stat.slice(end + 2).split(' ')[1]),
    }
  } catch {
    return null
  }
}
