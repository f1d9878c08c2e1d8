import type { FilterInput, MetricsInput } from '../../../generated/explorer/graphql.ts'
import { cohortForms, type ChartForm } from '../../../catalog/boards/chart-forms.ts'
import { grains } from '../../../catalog/headers/grain.ts'
import { operators } from '../../../semantic/model/request/operators.ts'
import { emptyQuestion, type Condition, type Question } from './question.ts'

/** A question that is given as input of GraphQL's field `metrics`, such as that of a board. */
export function fromInput(input: MetricsInput, chart: ChartForm | null): Question {
  const { metrics = [], by = [], where = [], grain, period, cohorts, options = [] } = input
  return {
    ...emptyQuestion,
    metrics: metrics.map((name) => name.toLowerCase()),
    by: by.map((name) => name.toLowerCase()),
    where: where.flatMap(conditionsOf),
    grain: grains.find((name) => name === grain?.toLowerCase()) ?? null,
    period: period?.relative ?? null,
    cohorts: cohortForms.find((form) => form === cohorts?.toLowerCase()) ?? 'each',
    options: Object.fromEntries(options.map(({ name, value }) => [name, value])),
    chart,
  }
}

function conditionsOf({ dimension, is }: FilterInput): readonly Condition[] {
  if (!dimension || !is) throw new Error('A question of the explorer has no joined conditions')
  return Object.entries(is).flatMap(([name, value]) => {
    const operator = operators.find((one) => one === name)
    return operator === undefined
      ? []
      : [{ dimension: dimension.toLowerCase(), operator, value: value as Condition['value'] }]
  })
}
