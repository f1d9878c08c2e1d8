import { signalFeed } from '../signals/feed-name.ts'
import { feedView, type SignalFile } from '../signals/feed-view.ts'
import type { ParsedFile, ParseView } from './parse-view.ts'

/** The view of all signals, which is generated, parsed like a view with a file; none without signals. */
export async function parseFeedView(
  parse: ParseView,
  views: ReadonlyMap<string, ParsedFile>,
): Promise<readonly ParsedFile[]> {
  const files: readonly SignalFile[] = [...views].flatMap(([view, { header }]) =>
    view.startsWith('signals.') && view !== signalFeed && header.signal !== undefined
      ? [{ name: view.slice('signals.'.length), owner: header.owner, signal: header.signal }]
      : [],
  )
  const [first] = files
  if (first === undefined) return []
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1))
  const text = feedView(sorted)
  const view = await parse(views.get(`signals.${first.name}`)?.file ?? '', text)
  if (!('select' in view)) throw new Error(`The view of signals is not valid: ${view[0]?.message ?? ''}`)
  return [view]
}
