import type { Catalog } from '../../catalog/catalog.ts'
import { catalogueDocument } from './catalogue-document.ts'
import { errorsDocument } from './errors-document.ts'
import { familiesOf, familyDocument } from './family-document.ts'
import { renamedDocument } from './renamed-document.ts'
import type { WorkedExample } from './worked-example.ts'

/** All generated pages: path below the target directory → text. */
export function allDocuments(
  catalog: Catalog,
  examples: ReadonlyMap<string, WorkedExample>,
): ReadonlyMap<string, string> {
  return new Map([
    ['catalogue.md', catalogueDocument(catalog, new Set(examples.keys()))],
    ...familiesOf(catalog).map(
      (view) =>
        [
          `catalogue/${view.relation}.md`,
          familyDocument(catalog, view, examples.get(view.relation)),
        ] as const,
    ),
    ['errors.md', errorsDocument()],
    ['renamed.md', renamedDocument()],
  ])
}
