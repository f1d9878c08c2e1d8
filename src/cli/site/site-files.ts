import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Catalog } from '../../catalog/catalog.ts'
import { layerPicture, lineagePicture, type LineagePicture } from '../../catalog/lineage/lineage-picture.ts'
import { allDocuments } from '../documents/all-documents.ts'
import type { WorkedExample } from '../documents/worked-example.ts'
import { lineageSvg } from './lineage-svg.ts'
import { pageShell } from './page-shell.ts'
import { searchIndex } from './search-index.ts'
import { pageOf, toHtml } from './to-html.ts'

const asset = (path: string) => readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

/** All files of the site: path below its directory → text. The generated documents as pages, with a search. */
export async function siteFiles(
  catalog: Catalog,
  examples: ReadonlyMap<string, WorkedExample>,
): Promise<ReadonlyMap<string, string>> {
  const pages = new Map(
    [...allDocuments(catalog, examples)].map(([document, text]) => [
      pageOf(document),
      toHtml(text, lineageSvg(pictureOf(catalog, document))),
    ]),
  )
  const links = [...pages].map(([path, { title }]) => ({ path, title }))
  return new Map([
    ...[...pages].map(([path, page]) => [path, pageShell(path, page, links)] as const),
    ['assets/search-index.js', searchIndex(pages)],
    ['assets/minisearch.js', await miniSearch()],
    [
      'assets/site.css',
      (await asset('assets/site.css')) + (await asset('../../catalog/lineage/lineage.css')),
    ],
    ['assets/search.js', await asset('assets/search.js')],
  ])
}

/** The picture of a document: of the family on its page, else of the entities. */
function pictureOf({ views }: Catalog, document: string): LineagePicture {
  const all = [...views.values()]
  const family = /^catalogue\/(.+)\.md$/.exec(document)?.[1]
  const view = all.find(({ relation, layer }) => layer === 'metrics' && relation === family)
  return view === undefined ? layerPicture(all, 'entities') : lineagePicture(all, view.name)
}

/** The search for browsers, without the comment that asks for its source map. */
async function miniSearch(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('minisearch')
  const text = await readFile(join(dirname(entry), '..', 'umd', 'index.js'), 'utf8')
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '')
}
