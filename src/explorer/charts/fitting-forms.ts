import type { Definitions } from '../client/use-definitions.ts'
import type { ChartForm } from '../../catalog/boards/chart-forms.ts'
import { shapeOf, type Answer } from './answer.ts'

/** Kinds whose values add up over the values of a dimension, so that they may be stacked. */
const additive: ReadonlySet<string> = new Set([
  'BALANCE',
  'CONVERSION',
  'COUNT',
  'LIFECYCLE',
  'MOVEMENT',
  'SUM',
])

/** The forms in which an answer can be drawn without a wrong impression; the first one fits best. */
export function fittingForms(
  answer: Answer,
  { metrics }: Pick<Definitions, 'metrics'>,
): readonly ChartForm[] {
  const shape = shapeOf(answer)
  const definitions = shape.metrics.map(({ column }) => metrics.get((column.metric ?? '').toLowerCase()))
  const kinds = definitions.map((metric) => metric?.kind ?? '')
  const families = definitions.map((metric) => metric?.family ?? '')
  const groups = shape.dimensions.length
  const isPayback =
    shape.metrics.some(({ column }) => column.unit === 'RATIO') &&
    families.every((family) => family === 'payback_curve')
  if (shape.cohort !== null && shape.age !== null) {
    const isAverage = answer.rows.every((row) => row[shape.cohort?.index ?? 0] === null)
    return isAverage ? ['curves'] : ['cohorts', 'curves']
  }
  if (shape.age !== null) return isPayback ? ['payback', 'curves'] : ['curves']
  if (shape.cohort !== null) return ['payback', 'bars']
  if (shape.activePeriods !== null) return ['bars']
  const areMovements = kinds.length > 1 && kinds.some((kind) => kind === 'MOVEMENT')
  const mayStack =
    kinds.every((kind) => kind === 'MOVEMENT') ||
    (kinds.length === 1 && groups > 0 && kinds.every((kind) => additive.has(kind)))
  if (shape.period !== null) {
    // a stack has no place for the period before
    if (!mayStack || shape.earlier.length > 0) return ['line', 'bars']
    return ['stacked', 'line', 'bars']
  }
  if (groups > 0) return ['bars']
  const isFunnel = shape.metrics.length > 1 && shape.metrics.every(({ column }) => column.unit === 'COUNT')
  return [
    ...(areMovements ? (['waterfall'] as const) : []),
    'numbers',
    ...(isFunnel ? (['funnel'] as const) : []),
    ...(shape.metrics.length > 1 ? (['bars'] as const) : []),
  ]
}
