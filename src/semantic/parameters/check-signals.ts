import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import type { MeasureHeader } from '../../catalog/headers/signal-header.ts'
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
 * Rejects rules with measures that cannot be computed here: a signal without data would make a count zero, although it
 * is unknown. In a health score such a measure is left out; see {@link measureNotes}.
 *
 * @throws PlumblineError `OPTION_REQUIRED` with the missing parameter of a measure; `METRIC_UNAVAILABLE` with the
 * missing tables; `BAD_OPTION` for a measure that is not known for past weeks, where the metric has periods
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
        `${metric.name} uses ${name}, which needs the option ${header.option}; set it in the query, ` +
          `or permanently in sql/parameters/.`,
        { subject: metric.name, valid: [header.option] },
      )
    }
    const signals = usedMeasures(catalog, metric, 'qualification_rule', values)
    rejectUndated(catalog, metric, signals)
    for (const { name, header } of signals) {
      const missing = missingTables(header.requires, provided)
      if (missing.length === 0) continue
      throw unavailable(
        { provided },
        `${metric.name} uses ${name}, which needs the source table ${describeTables(missing)}, which was not ` +
          `provided. Load it, or set a qualification_rule without ${name}.`,
        { subject: metric.name, problems: missing },
      )
    }
  }
}

/**
 * Rejects signals that are known now and not for past weeks, where a metric has periods.
 *
 * @throws PlumblineError `BAD_OPTION` with the measures that are known for past weeks
 */
function rejectUndated(catalog: Catalog, metric: Metric, signals: readonly UsedMeasure[]): void {
  const parameter = catalog.parameters.get('qualification_rule')
  if (parameter === undefined) return
  const { measures_from: now = '' } = parameter.header
  if (catalog.views.get(metric.view)?.lineage.has(now) === true) return
  const undated = signals.find(({ header }) => !header.weekly)
  if (undated === undefined) return
  throw new PlumblineError(
    'BAD_OPTION',
    `${metric.name} evaluates qualification_rule at the end of every week, and ${undated.name} is not known for past weeks.`,
    {
      subject: 'qualification_rule',
      valid: Object.entries(measuresOf(catalog.views, parameter)).flatMap(([name, { weekly }]) =>
        weekly ? [name] : [],
      ),
    },
  )
}

/** The measures left out of a health score because their tables are missing, one sentence each. */
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
            `Without ${describeTables(missing)}, ${name} is unknown for every account and is left out of its health.`,
          ]
    })
  return [...new Set(notes)]
}

/** The measures in a rule, if the metric depends on the rule. */
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
