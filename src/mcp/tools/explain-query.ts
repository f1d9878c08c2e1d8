import { explainQuery as explain } from '../../query/explain-query.ts'
import { defineTool } from '../tool.ts'
import { shortProvenance } from './query-answer.ts'
import { requestInput } from './request-input.ts'
import { toRequest } from './to-request.ts'

export const explainQuery = defineTool({
  name: 'explain_query',
  title: 'Explain a query',
  description:
    'How query_metrics computes an answer: its SQL with comments and bound values, the stored relations that it reads, and ' +
    'its definitions. It does not run the query. Call it when someone asks where a number comes from.',
  input: requestInput,
  run: async (runtime, input) => {
    const { sql, parameters, sources, provenance } = await explain(runtime, toRequest(input))
    return { sql, parameters, sources, provenance: shortProvenance(provenance) }
  },
})
