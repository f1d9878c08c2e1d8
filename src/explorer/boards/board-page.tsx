import { BoardsDocument } from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { formatMoment } from '../words/format-value.ts'
import { Panel } from './panel.tsx'
import { Title } from '../parts/title.tsx'

/** One board: each question with its picture and its table. */
export function BoardPage({ name }: { readonly name: string }) {
  const query = useServer(BoardsDocument, {})
  const { definitions } = useDefinitions()
  return (
    <div className="place">
      <p className="faint">
        <a href="#/boards">Boards</a>
      </p>
      <Answered query={query} what="Reading the boards">
        {({ catalog: { boards } }) => {
          const board = boards.find((one) => one.name === name)
          if (board === undefined)
            return (
              <>
                <Title text="No such board" />
                <p className="empty">There is no board {name}.</p>
              </>
            )
          if (definitions === undefined) return <Waiting what="Reading the definitions" />
          return (
            <>
              <Title text={board.title} />
              <p className="lead">{board.description}</p>
              {definitions.dataAsOf !== null && (
                <p className="faint">Data to {formatMoment(definitions.dataAsOf)}</p>
              )}
              <div className="board">
                {board.panels.map((panel) => (
                  <Panel key={panel.title} panel={panel} definitions={definitions} />
                ))}
              </div>
            </>
          )
        }}
      </Answered>
    </div>
  )
}
