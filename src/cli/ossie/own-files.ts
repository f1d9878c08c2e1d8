import { isDeepStrictEqual } from 'node:util'
import type { Catalog } from '../../catalog/catalog.ts'
import type { OssieDocument } from './document.ts'
import { filesIn } from './extension.ts'
import type { Loss } from './losses.ts'
import { toOssie } from './to-ossie.ts'

/** The files of definitions in the extensions of a document; empty for the document of another tool. */
export function ownFiles({ semantic_model: models }: OssieDocument): ReadonlyMap<string, string> {
  const elements = models.flatMap((model) => [model, ...model.datasets])
  return new Map(elements.flatMap((element) => [...filesIn(element)]))
}

/**
 * What another tool has changed in a document since Plumbline wrote it. The files in its extensions are read as they were,
 * so these changes are lost.
 *
 * @param catalog that of the files in the extensions
 */
export async function changesSince(document: OssieDocument, catalog: Catalog): Promise<readonly Loss[]> {
  const { document: written } = await toOssie(catalog)
  const before = elementsOf(written)
  const now = elementsOf(document)
  const names = [...new Set([...before.keys(), ...now.keys()])]
  return names
    .filter((name) => !isDeepStrictEqual(before.get(name), now.get(name)))
    .map((name) => ({
      subject: name,
      reason: `It was ${before.has(name) ? (now.has(name) ? 'changed' : 'removed') : 'added'} in the document, and is not taken over.`,
    }))
}

/** The datasets, relationships and metrics of a document without extensions, by name. */
function elementsOf({ semantic_model: models }: OssieDocument): ReadonlyMap<string, object> {
  return new Map(
    models
      .flatMap(({ datasets, relationships = [], metrics = [] }) => [
        ...datasets,
        ...relationships,
        ...metrics,
      ])
      .map(({ custom_extensions: _own, ...element }) => [element.name, element]),
  )
}
