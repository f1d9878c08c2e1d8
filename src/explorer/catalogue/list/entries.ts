import type { LineageQuery } from '../../../generated/explorer/graphql.ts'
import type { Definitions } from '../../client/use-definitions.ts'
import { textOf } from '../../words/text-of.ts'
import { toWords } from '../../words/to-words.ts'

/** Something that is defined, as the list shows it. */
export interface Entry {
  readonly name: string
  readonly group: string
  readonly description: string
  readonly href: string | null
  /** Why it has no numbers now. */
  readonly because: string | null
}

/** The entries that have all of the words, in their name, their group or their description. */
export function entriesWith(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/)
  return entries.filter(({ name, group, description }) => {
    const searched = `${name} ${toWords(name)} ${group} ${description}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

export function viewEntries(views: LineageQuery['catalog']['views']): readonly Entry[] {
  return views.map(({ name, layer, description }) => ({
    name,
    group: layer.toLowerCase(),
    description,
    href: `#/catalogue/views/${name}`,
    because: null,
  }))
}

export function entriesOf(
  { metrics, dimensions, parameters }: Definitions,
  subject: 'metrics' | 'dimensions' | 'parameters',
): readonly Entry[] {
  switch (subject) {
    case 'metrics':
      return [...metrics.values()].map(({ name, family, description, unavailableBecause }) => ({
        name,
        group: family,
        description,
        href: `#/catalogue/${name}`,
        because: unavailableBecause[0] ?? null,
      }))
    case 'dimensions':
      return [...dimensions.values()].map(({ name, description, values }) => ({
        name,
        group: 'dimensions',
        description: values === null ? description : `${description} Values: ${values.join(', ')}.`,
        href: null,
        because: null,
      }))
    case 'parameters':
      return [...parameters.values()].map(({ name, description, canonical }) => ({
        name,
        group: 'parameters',
        description: `${description} Canonical: ${textOf(canonical)}.`,
        href: null,
        because: null,
      }))
  }
}
