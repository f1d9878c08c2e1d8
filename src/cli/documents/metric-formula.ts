import type { MetricHeader } from '../../catalog/headers/view-header.ts'

/** The definition of a metric's header as short text. */
export function metricFormula(header: MetricHeader): string {
  switch (header.kind) {
    case 'ratio':
      return `\`${header.numerator} / ${header.denominator}\``
    case 'derived':
      return code(header.expression)
    case 'cumulative':
      return `\`${header.of}\` over ${header.over.replaceAll('_', ' ')}`
    case 'trailing':
      return `distinct \`${header.actor}\` in the last \`${header.window}\` days${header.offset_days === 0 ? '' : `, ${header.offset_days} days earlier`}`
    case 'average_daily':
      return `the mean of distinct \`${header.actor}\` per day over the last \`${header.window}\` days`
    case 'lifecycle':
      return `\`${header.actor}\` in the state \`${header.state}\``
    case 'balance':
      return `${header.distinct ? 'different' : 'the sum of'} ${code(header.expression)} at the period's ${header.at}${condition(header.where)}`
    case 'movement':
      return `the sum of ${code(header.expression)}${condition(header.where)}, a movement of \`${header.of}\`${header.taken_off ? ' that is taken off' : ''}`
    case 'retention':
      return `cohorts of \`${header.actor}\`, ${header.measure}${header.weight === undefined ? '' : `, weighed by ${code(header.weight)}${header.capped ? ' and never by more than at the start' : ''}`}`
    case 'distribution':
      return `\`${header.actor}\` by the number of periods with any row`
    case 'payback':
      return `the cohort's gross profit against its acquisition cost, \`${header.measure}\``
    case 'conversion':
      return conversionFormula(header)
    case 'percentile':
      return `the ${header.interpolation} percentile ${header.percentile} of ${code(header.expression)}${condition(header.where)}`
    default:
      return `\`${header.kind}\` of ${header.expression === undefined ? 'rows' : code(header.expression)}${condition(header.where)}`
  }
}

function conversionFormula(header: Extract<MetricHeader, { kind: 'conversion' }>): string {
  const over = condition(header.where ?? (header.measure === 'eligible' ? header.chance : undefined))
  switch (header.measure) {
    case 'eligible':
      return `\`${header.actor}\` whose window is over${over}`
    case 'converted':
      return `\`${header.actor}\` who converted, of those whose window is over${over}`
    case 'duration':
      return `percentile ${String(header.percentile)} of the ${header.unit} to conversion${over}`
  }
}

function condition(where: string | undefined): string {
  return where === undefined ? '' : ` where ${code(where)}`
}

function code(sql: string): string {
  return `\`${sql.trim().replaceAll(/\s+/g, ' ')}\``
}
