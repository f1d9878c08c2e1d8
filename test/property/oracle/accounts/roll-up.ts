import { accountAttributes, workspaceAttributes } from '../data/attributes.ts'
import { workspacesAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { accountOf, claimsOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import type { Settings } from '../question/settings.ts'

/** Every registered workspace that exists, with the accounts that claim it. */
export function rollUpFacts(data: Data, { asOf }: Settings): readonly Fact[] {
  return workspacesAsOf(data, asOf)
    .filter(({ isRegistered, deletedAt }) => isRegistered && (deletedAt === null || deletedAt > asOf))
    .map((workspace) => ({
      at: asOf,
      company: accountOf(workspace),
      attributes: {
        ...workspaceAttributes(data, workspace.id),
        ...accountAttributes(data, accountOf(workspace)),
      },
      numbers: {
        isUnlinked: Number(workspace.method === 'none'),
        isContested: Number(claimsOf(data, workspace.id).size > 1),
      },
    }))
}
