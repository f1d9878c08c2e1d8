import type { Context } from '../base/context.ts'
import { Script } from './script.ts'
import type { Plot } from './plot.ts'

/** A company with fewer users shows each case once. */
const WHOLE = 2000
/** The largest multiple of the cases of a company with 2,000 users. */
const MOST = 10

/** Gives each script its number and name, and determines how many of a kind there are. */
export class Stage {
  readonly context: Context
  readonly #perName = new Map<string, number>()
  #number = 0

  constructor(context: Context) {
    this.context = context
  }

  get isWhole(): boolean {
    return this.context.users >= WHOLE
  }

  /**
   * Numbers from 0: the usual count in a company with 2,000 users, more in a larger one, one in a smaller
   * one.
   */
  times(usual: number): readonly number[] {
    const more = Math.min(MOST, Math.round(this.context.users / WHOLE))
    return Array.from({ length: this.isWhole ? usual * more : 1 }, (_, i) => i)
  }

  /** Runs one script. */
  play(name: string, plot: Omit<Plot, 'code' | 'number'>, story: (script: Script) => void): Script {
    const count = (this.#perName.get(name) ?? 0) + 1
    this.#perName.set(name, count)
    const script = new Script(this.context, { ...plot, code: `${name}_${count}`, number: this.#number++ })
    story(script)
    return script
  }
}

/** Days, counted back from the end: each n-th from the first to the last. */
export function daysAgo(first: number, last: number, step = 1): readonly number[] {
  return Array.from(
    { length: Math.max(0, Math.floor((first - last) / step) + 1) },
    (_, i) => first - i * step,
  )
}
