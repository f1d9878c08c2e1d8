import { coerceInputValue, GraphQLNonNull, isInputObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { PlumblineError } from '../../errors.ts'
import type { MetricsInput } from '../../generated/resolvers.ts'
import { toMetricsRequest } from '../../resolvers/metrics/to-metrics-request.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { withoutSuggestion } from '../graphql/report-errors.ts'

/** The largest number of problems in one message. */
const maxProblems = 20

/**
 * Reads a question: the argument `input` of GraphQL's field `metrics`, as JSON. The schema reads it as it reads variables,
 * so that both interfaces accept the same and reject the same.
 *
 * @param introspection whether messages may name similar values of the schema
 * @throws PlumblineError `BAD_REQUEST` with every value of the wrong form
 */
export function readQuestion(
  schema: GraphQLSchema,
  value: unknown,
  introspection: boolean,
): MetricsRequestInput {
  const type = schema.getType('MetricsInput')
  if (!isInputObjectType(type)) throw new Error('The schema has no MetricsInput.')
  const problems: string[] = []
  const input = coerceInputValue(value, new GraphQLNonNull(type), (path, _value, { message }) => {
    if (problems.length >= maxProblems) return
    const sentence = introspection ? message : withoutSuggestion(message)
    problems.push(`${['input', ...path].join('.')}: ${sentence}`)
  }) as MetricsInput
  if (problems.length > 0)
    throw new PlumblineError('BAD_REQUEST', problems.join(' '), { subject: 'input', problems })
  return toMetricsRequest(input)
}
