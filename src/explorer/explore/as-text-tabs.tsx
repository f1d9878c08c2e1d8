import { ExplainDocument, type MetricsInput } from '../../generated/explorer/graphql.ts'
import { graphqlUrl } from '../client/ask-server.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { CopiedText } from '../parts/copied-text.tsx'
import { Tabbed } from '../parts/tabs.tsx'
import { toCommand, toCurl, toGraphQL } from './question/as-text.ts'
import type { Question } from './question/question.ts'

interface AsTextProps {
  readonly question: Question
  readonly input: MetricsInput
}

/** The same question for other tools. */
export function AsText({ question, input }: AsTextProps) {
  return (
    <section className="as-text" aria-label="The same question as text">
      <h3>The same question</h3>
      <Tabbed
        label="Form of the question"
        tabs={[
          {
            name: 'cli',
            title: 'Command',
            content: () => <CopiedText text={toCommand(question)} label="Command" />,
          },
          {
            name: 'graphql',
            title: 'GraphQL',
            content: () => <CopiedText text={toGraphQL(question)} label="GraphQL" />,
          },
          {
            name: 'curl',
            title: 'curl',
            content: () => <CopiedText text={toCurl(question, graphqlUrl)} label="curl" />,
          },
          { name: 'sql', title: 'SQL', content: () => <SqlText input={input} /> },
        ]}
      />
    </section>
  )
}

function SqlText({ input }: Pick<AsTextProps, 'input'>) {
  const query = useServer(ExplainDocument, { input })
  return (
    <Answered query={query} what="Compiling">
      {({ explain }) => (
        <CopiedText
          label="SQL"
          text={`${explain?.sql ?? ''}\n\n-- $1, $2, …: ${JSON.stringify(explain?.parameters ?? [])}`}
        />
      )}
    </Answered>
  )
}
