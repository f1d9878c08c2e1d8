/** The decisions behind a generated document, from a list of numbers, so that a failure shrinks to smaller ones. */
export interface Choices {
  /** One of the items; the first one when the numbers have run out. */
  readonly oneOf: <Item>(items: readonly Item[]) => Item
  /** A whole number from 0 to the limit. */
  readonly upTo: (limit: number) => number
  /** True once in so many times. */
  readonly onceIn: (times: number) => boolean
  /** Some of the items, at most so many, without repetition. */
  readonly some: <Item>(items: readonly Item[], limit: number) => readonly Item[]
}

/** Makes decisions from numbers. */
export function choicesFrom(numbers: readonly number[]): Choices {
  let used = 0
  const upTo = (limit: number): number => {
    const number = numbers[used] ?? 0
    used += 1
    return number % (limit + 1)
  }
  const oneOf = <Item>(items: readonly Item[]): Item => items[upTo(items.length - 1)] as Item
  return {
    oneOf,
    upTo,
    onceIn: (times) => upTo(times - 1) === times - 1,
    some: (items, limit) => {
      const left = [...items]
      return Array.from({ length: Math.min(left.length, 1 + upTo(limit - 1)) }).flatMap(() =>
        left.splice(upTo(left.length - 1), 1),
      )
    },
  }
}
