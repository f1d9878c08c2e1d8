import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { MeasureHeader } from '../../catalog/headers/view-header.ts'
import { PlumblineError } from '../../errors.ts'
import { type WarehouseState } from '../model/warehouse-state.ts'
import type { HealthRule } from '../../catalog/parameters/values/health-rule.ts'
import type { QualificationRule } from '../../catalog/parameters/values/qualification-rule.ts'
import { measuresOf } from '../../catalog/parameters/values/account-signals.ts'
import { describeTables, missingTables, unavailable } from '../model/missing-tables.ts'

interface UsedMeasure {
  readonly name: string
  readonly header: MeasureHeader
}

/**
 * Refuses a rule that looks at what cannot be known here: a signal that nobody can show would make the count
 * zero, not unknown. (Of a health score, what is not known drops out; {@link measureNotes} says so.)
 *
 * @throws PlumblineError `OPTION_REQUIRED` with the parameter that a measure lacks; `METRIC_UNAVAILABLE` with
 * the missing tables
 */
export function checkMeasures(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Parameters,
  { provided }: WarehouseState,
): void {
  for (const metric of metrics) {
    for (const { name, header } of [
      ...usedMeasures(catalog, metric, 'health_rule', values),
      ...usedMeasures(catalog, metric, 'qualification_rule', values),
    ]) {
      if (header.option === undefined || parameterValue(values, header.option) !== null) continue
      throw new PlumblineError(
        'OPTION_REQUIRED',
        `${metric.name} looks at ${name}, which needs the option ${header.option}; give it with the question, ` +
          `or once and for all in sql/parameters/.`,
        { subject: metric.name, valid: [header.option] },
      )
    }
    for (const { name, header } of usedMeasures(catalog, metric, 'qualification_rule', values)) {
      const missing = missingTables(header.requires, provided)
      if (missing.length === 0) continue
      throw unavailable(
        { provided },
        `${metric.name} looks at ${name}, which needs the source table ${describeTables(missing)}, which was not ` +
          `provided. Load it, or ask with a qualification_rule that does without.`,
        { subject: metric.name, problems: missing },
      )
    }
  }
}

/** What drops out of a health score because nobody can know it here, one sentence for each measure. */
export function measureNotes(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Parameters,
  { provided }: WarehouseState,
): readonly string[] {
  const notes = metrics
    .flatMap((metric) => usedMeasures(catalog, metric, 'health_rule', values))
    .flatMap(({ name, header }) => {
      const missing = missingTables(header.requires, provided)
      return missing.length === 0
        ? []
        : [
            `Without ${describeTables(missing)}, ${name} is not known of any account and drops out of its health.`,
          ]
    })
  return [...new Set(notes)]
}

/** The measures of a rule that a metric depends on. */
function usedMeasures(
  catalog: Catalog,
  metric: Metric,
  rule: 'health_rule' | 'qualification_rule',
  values: Parameters,
): readonly UsedMeasure[] {
  const parameter = catalog.parameters.get(rule)
  if (parameter === undefined || !metric.options.includes(rule)) return []
  const measures = measuresOf(catalog.views, parameter)
  return measuresIn(parameterValue(values, rule)).flatMap((name) => {
    const header = measures[name]
    return header === undefined ? [] : [{ name, header }]
  })
}

function measuresIn(rule: unknown): readonly string[] {
  const { components = [], signals = [] } = (rule ?? {}) as Partial<HealthRule & QualificationRule>
  return [...components.flatMap(({ metrics }) => metrics), ...signals].map(({ measure }) => measure)
}
