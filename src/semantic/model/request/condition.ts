/**
 * Comparisons joined by or, and, not. Each condition is met or not: a comparison with null that is unknown in SQL is
 * not met, so its negation is met.
 */
export type Condition<Comparison extends object> =
  | Comparison
  | { readonly anyOf: readonly Condition<Comparison>[] }
  | { readonly allOf: readonly Condition<Comparison>[] }
  | { readonly not: Condition<Comparison> }

/** What to do with a comparison, and with the results of joined conditions. */
interface Fold<Comparison extends object, Result> {
  readonly comparison: (comparison: Comparison) => Result
  readonly anyOf: (results: readonly Result[]) => Result
  readonly allOf: (results: readonly Result[]) => Result
  readonly not: (result: Result) => Result
}

/** Computes a result from the comparisons up. */
export function foldCondition<Comparison extends object, Result>(
  condition: Condition<Comparison>,
  fold: Fold<Comparison, Result>,
): Result {
  const result = (one: Condition<Comparison>): Result => foldCondition(one, fold)
  if ('anyOf' in condition) return fold.anyOf(condition.anyOf.map(result))
  if ('allOf' in condition) return fold.allOf(condition.allOf.map(result))
  if ('not' in condition) return fold.not(result(condition.not))
  return fold.comparison(condition)
}

/** The same condition over other comparisons. */
export function mapComparisons<From extends object, To extends object>(
  condition: Condition<From>,
  comparison: (from: From) => To,
): Condition<To> {
  return foldCondition<From, Condition<To>>(condition, {
    comparison,
    anyOf: (conditions) => ({ anyOf: conditions }),
    allOf: (conditions) => ({ allOf: conditions }),
    not: (condition) => ({ not: condition }),
  })
}

/** All comparisons of the conditions, however they are joined. */
export function comparisonsOf<Comparison extends object>(
  conditions: readonly Condition<Comparison>[],
): readonly Comparison[] {
  return conditions.flatMap((condition) =>
    foldCondition<Comparison, readonly Comparison[]>(condition, {
      comparison: (comparison) => [comparison],
      anyOf: (all) => all.flat(),
      allOf: (all) => all.flat(),
      not: (comparisons) => comparisons,
    }),
  )
}

/** Whether a condition is one comparison. */
export function isComparison<Comparison extends object>(
  condition: Condition<Comparison>,
): condition is Comparison {
  return !('anyOf' in condition || 'allOf' in condition || 'not' in condition)
}

/** Whether all comparisons of a condition are on one dimension. */
export function isOn(condition: Condition<{ readonly dimension: string }>, name: string): boolean {
  return comparisonsOf([condition]).every(({ dimension }) => dimension === name)
}
