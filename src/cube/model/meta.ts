import type { Metric } from '../../catalog/catalog.ts'
import type { Cube, CubeDimension } from './cube.ts'
import type { Cubes } from './find-member.ts'

/** The answer to `/v1/meta`: every cube with its members. */
export function metaOf(cubes: Cubes) {
  return { cubes: [...cubes.values()].map(describeCube) }
}

function describeCube(cube: Cube) {
  const { name, description, measures, dimensions } = cube
  return {
    name,
    type: 'cube',
    title: titleOf(name),
    description,
    isVisible: true,
    public: true,
    connectedComponent: 1,
    measures: [...measures.values()].map((metric) => describeMeasure(cube, metric)),
    dimensions: [...dimensions.values()].map((dimension) => describeDimension(cube, dimension)),
    segments: [],
    hierarchies: [],
    folders: [],
    nestedFolders: [],
  }
}

/** Every measure is a number that the server computes: tools may not add it up by themselves. */
export function describeMeasure({ name: cube }: Cube, { name, description, unit, version, hash }: Metric) {
  return {
    name: `${cube}.${name}`,
    title: `${titleOf(cube)} ${titleOf(name)}`,
    shortTitle: titleOf(name),
    description,
    type: 'number',
    aggType: 'number',
    ...formatOf(unit),
    cumulative: false,
    cumulativeTotal: false,
    drillMembers: [],
    drillMembersGrouped: { measures: [], dimensions: [] },
    isVisible: true,
    public: true,
    meta: { unit, version, hash },
  }
}

export function describeDimension(
  { name: cube, time, grains }: Cube,
  { name, type, description }: CubeDimension,
) {
  return {
    name: `${cube}.${name}`,
    title: `${titleOf(cube)} ${titleOf(name)}`,
    shortTitle: titleOf(name),
    description,
    type,
    suggestFilterValues: type === 'string',
    isVisible: true,
    public: true,
    primaryKey: false,
    ...(name === time ? { meta: { granularities: grains } } : {}),
  }
}

function formatOf(unit: Metric['unit']): { readonly format?: 'percent' | 'currency' } {
  if (unit === 'ratio') return { format: 'percent' }
  return unit === 'money' ? { format: 'currency' } : {}
}

/** `active_users` → `Active Users`. */
function titleOf(name: string): string {
  return name
    .split('_')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ')
}
