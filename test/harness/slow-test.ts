import { inject, test } from 'vitest'

const isFull = inject('isFull')

/**
 * The cases of a rule: all of them in `npm run test:full`, and in `npm test` the first ones, which represent the others.
 */
export const shareOf = <Case>(cases: readonly Case[], quick: number): readonly Case[] =>
  isFull ? cases : cases.slice(0, quick)

/** A test of `npm run test:full` in a file of quick ones, with which it shares what they begin with. */
export const slowTest = (name: string, work: () => Promise<void> | void): void => {
  if (isFull) test(name, work)
}
