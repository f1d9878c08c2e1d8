import type { AccountWorkspacesQuery } from '../../../generated/explorer/graphql.ts'
import { formatDay, formatNumber, noValue } from '../../words/format-value.ts'

interface WorkspacesProps {
  readonly workspaces: NonNullable<NonNullable<AccountWorkspacesQuery['account']>['workspaces']>['nodes']
}

/** The workspaces of an account, and why they belong to it. */
export function Workspaces({ workspaces }: WorkspacesProps) {
  if (workspaces.length === 0) return <p className="faint">It has no workspaces.</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Workspaces">
      <table className="table compact">
        <thead>
          <tr>
            <th scope="col">Workspace</th>
            <th scope="col">Plan</th>
            <th scope="col">Belongs to it by</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {workspaces.map((workspace) => (
            <tr key={workspace.key}>
              <th scope="row">{workspace.name ?? workspace.key}</th>
              <td>{workspace.plan ?? noValue}</td>
              <td>
                {workspace.rollUpMethod.toLowerCase().replaceAll('_', ' ')}{' '}
                <span className="faint">
                  {formatNumber(workspace.rollUpConfidence, { unit: 'RATIO', currency: null })} sure
                </span>
              </td>
              <td>{workspace.createdAt === null ? noValue : formatDay(workspace.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
