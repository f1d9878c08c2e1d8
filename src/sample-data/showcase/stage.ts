import type { Context } from '../base/context.ts'
import { Script } from './script.ts'
import type { Plot } from './plot.ts'

/** With fewer people than this a company shows each case once. */
const WHOLE = 2000
/** However large a company is, it shows a case at most so many times as often as one of 2,000 people. */
const MOST = 10

/** Gives each story its number and its name, and says how many of a kind are told. */
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

  /** Numbers from 0: so many in a company of 2,000 people, more in a larger one, one in a smaller one. */
  times(usual: number): readonly number[] {
    const more = Math.min(MOST, Math.round(this.context.users / WHOLE))
    return Array.from({ length: this.isWhole ? usual * more : 1 }, (_, i) => i)
  }

  /** Tells one story. */
  tell(name: string, plot: Omit<Plot, 'code' | 'number'>, story: (script: Script) => void): Script {
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
