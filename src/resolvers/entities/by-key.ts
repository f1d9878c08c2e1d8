import type { Loaders } from '../../loaders/create-loaders.ts'

/** Finds an object of any type by its key; null when there is none. */
export function byKey(loaders: Loaders, type: string, key: string): Promise<object | null> {
  switch (type) {
    case 'Account':
      return loaders.account.load(key)
    case 'Workspace':
      return loaders.workspace.load(key)
    case 'User':
      return loaders.user.load(key)
    case 'Buyer':
      return loaders.buyer.load(key)
    default:
      return loaders.object(type).byKey.load(key)
  }
}
