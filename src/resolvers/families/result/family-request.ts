import { PlumblineError } from '../../../errors.ts'
import type { ComparisonInput, FilterInput, MetricsInput } from '../../../generated/resolvers.ts'
import { toEnumValue } from '../../sdl/enum-value.ts'
import type { Family, FamilyDimension, FamilyOption } from '../family.ts'
import type { KnownValues } from '../known-values.ts'
import { isNullAnOption } from '../option-type.ts'
import type { Selection } from './selection.ts'
import { shapeFields } from '../shape-fields.ts'

type Arguments = Readonly<Record<string, unknown>>

/**
 * The arguments of a typed field, as parsed by graphql-js: those shared with `metrics`, and those specific
 * to the family.
 */
export type FamilyArguments = Partial<
  Omit<MetricsInput, 'where' | 'options' | 'having' | 'keep' | 'top' | 'orderBy'>
> & {
  readonly where: readonly Arguments[]
  readonly options?: Arguments | null
  readonly having: readonly Arguments[]
  readonly keep?: Arguments | null
  readonly top?: { readonly dimension: string; readonly count: number; readonly by?: string | null } | null
  readonly orderBy: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
}

/**
 * The equivalent input of `metrics`: every typed field is resolved through it.
 *
 * @throws PlumblineError `BAD_REQUEST` when no metric is selected
 */
export function toMetricsInput(family: Family, given: FamilyArguments, selection: Selection): MetricsInput {
  const { where, options, having, keep, top, orderBy, ...others } = given
  const metrics = requestedMetrics(family, given, selection)
  return {
    // defaults of arguments that typed fields do not have
    by: [],
    compareTo: [],
    toDate: false,
    partial: 'WHOLE',
    cohorts: 'EACH',
    ...others,
    columns: [],
    metrics: metrics.map((name) => toEnumValue(name)),
    where: where.flatMap((item) => filtersOf(family, item)),
    options: family.options.flatMap((option) => optionOf(option, options?.[option.field])),
    having: family.metrics.flatMap(({ field, metric }) =>
      having.flatMap((item) => conditionsOn(item[field]).map((is) => ({ column: metric.name, is }))),
    ),
    keep: family.dimensions.flatMap(({ field, name, known }) => {
      const values = (keep?.[field] ?? null) as readonly (string | null)[] | null
      return values === null ? [] : [{ dimension: toEnumValue(name), values: toDataValues(known, values) }]
    }),
    top: (top ?? null) === null ? null : { ...top, by: top?.by?.toLowerCase() ?? null },
    orderBy: orderBy.map(({ field, direction }) => ({ column: field.toLowerCase(), direction })),
    parts: selection.parts,
    totals: selection.totals,
    subtotals: selection.subtotals,
  } as MetricsInput
}

/** The selected metrics, then those used for order, ranking or conditions. */
function requestedMetrics(family: Family, given: FamilyArguments, selection: Selection): readonly string[] {
  const { having, orderBy, top } = given
  const used = [
    ...orderBy.map(({ field }) => field.toLowerCase()),
    ...(top?.by ? [top.by.toLowerCase()] : []),
    ...family.metrics
      .filter(({ field }) => having.some((item) => (item[field] ?? null) !== null))
      .map(({ metric }) => metric.name),
  ]
  const selected = selection.metrics.map(({ metric }) => metric.name)
  const all = family.metrics.map(({ metric }) => metric.name)
  const requested = [...new Set([...selected, ...used.filter((name) => all.includes(name))])]
  if (requested.length > 0) return requested
  const valid = family.metrics.map(({ field }) => field)
  throw new PlumblineError(
    'BAD_REQUEST',
    `No metric of ${family.field} is selected: select at least one of ${valid.join(', ')} in its rows.`,
    { subject: family.field, valid },
  )
}

/** The conditions of an item, all of which must be met: those on its dimensions, and joined ones. */
function filtersOf(family: Family, item: Arguments): readonly FilterInput[] {
  const joined = (name: 'anyOf' | 'allOf') => {
    const items = (item[name] ?? null) as readonly Arguments[] | null
    return items === null ? [] : [{ [name]: items.map((one) => conditionOf(family, one)) }]
  }
  const negated = (item['not'] ?? null) as Arguments | null
  return [
    ...comparisonsOf(family, item),
    ...joined('anyOf'),
    ...joined('allOf'),
    ...(negated === null ? [] : [{ not: conditionOf(family, negated) }]),
  ]
}

/** An item as one condition. One without conditions is met by every row. */
function conditionOf(family: Family, item: Arguments): FilterInput {
  const conditions = filtersOf(family, item)
  const [only] = conditions
  if (only !== undefined && conditions.length === 1) return only
  if (conditions.length > 1) return { allOf: conditions }
  const valid = family.dimensions.map(({ field }) => field)
  throw new PlumblineError(
    'BAD_FILTER',
    'A joined condition is empty; each has a condition on a dimension.',
    {
      subject: 'where',
      valid,
    },
  )
}

function comparisonsOf(family: Family, item: Arguments): readonly FilterInput[] {
  const own = family.dimensions.flatMap(({ field, name, known }) =>
    conditionsOn(item[field]).map((is) => ({ dimension: name, is: withDataValues(known, is) })),
  )
  const ofShape = shapeFields[family.shape].flatMap(({ name, column }) =>
    conditionsOn(item[name]).map((is) => ({ dimension: column, is })),
  )
  return [...own, ...ofShape].map(({ dimension, is }) => ({ dimension: toEnumValue(dimension), is }))
}

/** A null condition counts as absent, because some clients send all their variables. */
function conditionsOn(condition: unknown): readonly ComparisonInput[] {
  return (condition ?? null) === null ? [] : [condition as ComparisonInput]
}

/** The condition with values as in the data. */
function withDataValues(known: FamilyDimension['known'], is: ComparisonInput): ComparisonInput {
  if (known === null) return is
  const [operator, value] = Object.entries(is)[0] ?? []
  if (operator === undefined || typeof value === 'boolean') return is
  const values = toDataValues(known, Array.isArray(value) ? (value as string[]) : [value as string])
  return { [operator]: Array.isArray(value) ? values : values[0] } as ComparisonInput
}

function toDataValues(known: KnownValues | null, names: readonly (string | null)[]): (string | null)[] {
  return names.map((name) => (name === null ? null : (known?.values.get(name) ?? name)))
}

function optionOf(option: FamilyOption, value: unknown): MetricsInput['options'] {
  const { parameter, known } = option
  if (value === undefined || (value === null && !isNullAnOption(option))) return []
  return [
    {
      name: parameter.name,
      value: optionValue(option, typeof value === 'string' ? toDataValues(known, [value])[0] : value),
    },
  ]
}

function optionValue({ parameter }: FamilyOption, value: unknown): unknown {
  if (parameter.header.type !== 'matcher' || value === null) return value
  return (value as readonly { readonly event?: string | null; readonly where?: unknown }[]).map(
    ({ event, where }) => ({ event: event ?? null, ...((where ?? null) === null ? {} : { where }) }),
  )
}
