import type { FilterInput, MetricsInput } from '../../generated/explorer/graphql.ts'
import type { ChartForm } from '../charts/chart-form.ts'
import { emptyQuestion, grains, operators, type Condition, type Question } from './question.ts'

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
    cohorts: (cohorts?.toLowerCase() ?? 'each') as Question['cohorts'],
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
