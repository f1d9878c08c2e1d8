import { runQuery } from '../../query/run-query.ts'
import { defineTool } from '../tool.ts'
import { queryAnswer } from './query-answer.ts'
import { requestInput } from './request-input.ts'
import { toRequest } from './to-request.ts'

export const queryMetrics = defineTool({
  name: 'query_metrics',
  title: 'Query metrics',
  description:
    'Answers a question with numbers: metrics, grouped by dimensions, over time. The answer has its definitions, their ' +
    'hashes and the time of the data: name them when you pass numbers on. A question without a correct answer is ' +
    'rejected with the reason and the valid alternatives.',
  input: requestInput,
  run: async (runtime, input, options) => queryAnswer(await runQuery(runtime, toRequest(input), options)),
})
