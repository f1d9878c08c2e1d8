import type { MetricsInput } from '../../generated/explorer/graphql.ts'
import type { ChartForm } from '../charts/chart-form.ts'
import { emptyQuestion, grains, operators, type Condition, type Question } from './question.ts'

/** A question that is given as input of GraphQL's field `metrics`, such as that of a board. */
export function fromInput(input: MetricsInput, chart: ChartForm | null): Question {
  const { metrics = [], by = [], where = [], grain, period, cohorts, options = [] } = input
  return {
    ...emptyQuestion,
    metrics: metrics.map((name) => name.toLowerCase()),
    by: by.map((name) => name.toLowerCase()),
    where: where.flatMap(({ dimension, is }) => conditionsOf(dimension.toLowerCase(), is)),
    grain: grains.find((name) => name === grain?.toLowerCase()) ?? null,
    period: period?.relative ?? null,
    cohorts: (cohorts?.toLowerCase() ?? 'each') as Question['cohorts'],
    options: Object.fromEntries(options.map(({ name, value }) => [name, value])),
    chart,
  }
}

function conditionsOf(dimension: string, is: object): readonly Condition[] {
  return Object.entries(is).flatMap(([name, value]) => {
    const operator = operators.find((one) => one === name)
    return operator === undefined ? [] : [{ dimension, operator, value: value as Condition['value'] }]
  })
}
