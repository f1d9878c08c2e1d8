import { BoardsDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'

/** All boards. */
export function BoardsPage() {
  const query = useServer(BoardsDocument, {})
  return (
    <div className="place">
      <h1>Boards</h1>
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
                    <p className="faint">{panels.length} questions</p>
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
