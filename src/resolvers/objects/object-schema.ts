import type { Catalog } from '../../catalog/catalog.ts'
import { objectTypesOf, type ObjectType } from '../../loaders/entities/objects.ts'
import { defaultSize, maxPageSize } from '../entities/lists/page-size.ts'
import { toFieldName } from '../sdl/graphql-name.ts'
import { filterTypes, outputTypes } from '../sdl/column-types.ts'
import { sdlMember, sdlType, type SdlMember } from '../sdl/sdl-text.ts'
import { columnField, referenceField, valueColumns } from './object-fields.ts'

/** The part of the schema that the views in `sql/pages/` with a type of their own determine. */
export function generateObjectSchema(catalog: Catalog): string {
  return [
    '# Generated from sql/pages/ by `npm run generate`; do not edit.\n',
    ...objectTypesOf(catalog).flatMap((object) => [
      extension('Query', [one(object), list(object, 'root')]),
      ...object.references
        .filter(({ isOwner }) => isOwner)
        .map(({ type }) => extension(type, [list(object, 'child')])),
      objectType(object),
      filterInput(object),
      ...orderInputs(object),
      ...connectionTypes(object),
    ]),
  ].join('\n')
}

function extension(type: string, members: readonly SdlMember[]): string {
  return `extend type ${type} {\n${members.map((member) => sdlMember(member)).join('\n')}\n}\n`
}

function one({ type, view }: ObjectType): SdlMember {
  return {
    text: `${lowerFirst(type)}("The global id, or the plain key." id: ID!): ${type}`,
    description: `One of \`pages.${view.relation}\`. Null when the id is unknown, and, with an error, when its tables were not provided or the caller is not granted it.`,
  }
}

function list({ type, view, list: name }: ObjectType, level: 'root' | 'child'): SdlMember {
  const size = String(defaultSize[level])
  const values = [
    {
      text: 'first: Int',
      description: `The largest number of items from the start of the list, from 1 to ${String(maxPageSize)}; ${size} without \`first\` and \`last\`.`,
    },
    {
      text: 'after: String',
      description:
        'Only what comes after this cursor: the `endCursor` of the page before, in the same order.',
    },
    {
      text: 'last: Int',
      description: `The largest number of items from the end of the list, from 1 to ${String(maxPageSize)}; instead of \`first\`.`,
    },
    {
      text: 'before: String',
      description:
        'Only what comes before this cursor: the `startCursor` of the page after, in the same order.',
    },
    { text: `where: [${type}FilterInput!]`, description: 'Conditions; all must be met. Null: none.' },
    {
      text: `orderBy: [${type}OrderInput!]`,
      description: 'The orders, the first one first; ties are ordered by key. Null: by key.',
    },
  ]
  return {
    text: `${toFieldName(name)}(\n${values.map((value) => sdlMember(value, '    ')).join('\n')}\n  ): ${type}Connection`,
    description: `${view.header.description.trim()} Null, with an error, when its tables were not provided or the caller is not granted it.`,
  }
}

function objectType(object: ObjectType): string {
  const { type, view, columns, neverNull, references } = object
  const referenceOf = new Map(references.map((reference) => [reference.column, reference]))
  const describe = (column: string) => view.header.columns[column]?.description ?? ''
  return sdlType(
    `type ${type} implements Node`,
    `A row of \`pages.${view.relation}\`: ${view.header.grain}.`,
    [
      { text: 'id: ID!', description: 'The global id.' },
      ...Object.entries(columns).flatMap(([column, columnType]): SdlMember[] => {
        const bang = neverNull.has(column) ? '!' : ''
        const reference = referenceOf.get(column)
        if (column === 'account_key')
          return [
            { text: 'accountKey: String!', description: 'The key of its account.' },
            {
              text: 'account: Account',
              description: 'Its account. Null, with an error, when the caller is not granted accounts.',
            },
          ]
        const own = {
          text: `${columnField(object, column)}: ${outputTypes[columnType]}${bang}`,
          description: describe(column),
        }
        return reference === undefined
          ? [own]
          : [
              { ...own, description: `The key: ${describe(column)}` },
              {
                text: `${referenceField(reference)}: ${reference.type}`,
                description: `${describe(column)} Null also when it is not in the data or does not count, and, with an error, when it cannot be read.`,
              },
            ]
      }),
    ],
  )
}

function filterInput(object: ObjectType): string {
  const { type, columns, references } = object
  return sdlType(`input ${type}FilterInput`, `Conditions on objects of the type ${type}; all must be met.`, [
    { text: `and: [${type}FilterInput!]`, description: 'All of these must be met.' },
    {
      text: `or: [${type}FilterInput!]`,
      description: 'At least one of these must be met; a list without items is rejected.',
    },
    { text: `not: ${type}FilterInput`, description: 'This must not be met.' },
    { text: 'id: IdFilterInput', description: 'On the key.' },
    ...references.map((reference) => ({
      text: `${referenceField(reference)}: IdFilterInput`,
      description: `On the key in \`${reference.column}\`.`,
    })),
    ...valueColumns(object).map((column) => ({
      text: `${columnField(object, column)}: ${filterTypes[columns[column] ?? 'text']}`,
      description: `On \`${column}\`.`,
    })),
  ])
}

function orderInputs(object: ObjectType): readonly string[] {
  const { type } = object
  return [
    sdlType(`input ${type}OrderInput`, `An order of objects of the type ${type}.`, [
      {
        text: `field: ${type}OrderField!`,
        description: 'The column to order by. Nulls come last in both directions.',
      },
      { text: 'direction: Direction! = ASC', description: 'Ascending or descending.' },
    ]),
    sdlType(`enum ${type}OrderField`, `The columns for ordering objects of the type ${type}.`, [
      { text: 'KEY', description: 'The key; the fastest.' },
      ...valueColumns(object).map((column) => ({
        text: column.toUpperCase(),
        description: `The column \`${column}\`.`,
      })),
    ]),
  ]
}

function connectionTypes({ type }: ObjectType): readonly string[] {
  return [
    sdlType(`type ${type}Connection`, `A page of objects of the type ${type}.`, [
      { text: `edges: [${type}Edge!]!`, description: 'The objects, each with its cursor.' },
      { text: `nodes: [${type}!]!`, description: 'The objects.' },
      { text: 'pageInfo: PageInfo!', description: 'The position of the page in its list.' },
      { text: 'totalCount: WholeNumber!', description: 'The total number on all pages.' },
    ]),
    sdlType(`type ${type}Edge`, `An object of the type ${type} on a page.`, [
      { text: 'cursor: String!', description: 'Pass it as `after` to continue after this object.' },
      { text: `node: ${type}!`, description: 'The object.' },
    ]),
  ]
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
