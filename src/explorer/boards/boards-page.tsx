import { BoardsDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { countOf } from '../words/count-of.ts'
import { Answered } from '../parts/answered.tsx'
import { Title } from '../parts/title.tsx'

/** All boards. */
export function BoardsPage() {
  const query = useServer(BoardsDocument, {})
  return (
    <div className="place">
      <Title text="Boards" />
      <p className="lead">
        Questions that are looked at together. Each board is a file of the folder boards/.
      </p>
      <Answered query={query} what="Reading the boards">
        {({ catalog: { boards } }) =>
          boards.length === 0 ? (
            <p className="empty">
              There are no boards. Add a file to the folder boards/ next to sql/, or{' '}
              <a href="#/explore">explore the numbers</a>.
            </p>
          ) : (
            <div className="entries">
              <ul>
                {boards.map(({ name, title, description, panels }) => (
                  <li key={name}>
                    <h2>
                      <a href={`#/boards/${name}`}>{title}</a>
                    </h2>
                    <p>{description}</p>
                    <p className="faint">{countOf(panels.length, 'question')}</p>
                  </li>
                ))}
              </ul>
            </div>
          )
        }
      </Answered>
    </div>
  )
}
