import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { isMetricGranted, type Access } from '../../policy/access.ts'
import { cellColumns } from '../../resolvers/families/cell-columns.ts'
import { familiesOf } from '../../resolvers/families/families-of.ts'
import type { Family } from '../../resolvers/families/family.ts'
import type { Grain } from '../../semantic/model/request/request.ts'

/** The types of members in Cube. */
export type MemberType = 'string' | 'number' | 'time' | 'boolean'

/** A dimension of a cube: one of the family, the time of its rows, or the age of a cohort. */
export interface CubeDimension {
  /** The dimension in a request, and the column in its result. */
  readonly name: string
  readonly type: MemberType
  readonly description: string
}

/** A family of metrics as a cube: its metrics are measures. */
export interface Cube {
  readonly name: string
  readonly description: string
  readonly shape: Family['shape']
  readonly grains: readonly Grain[]
  readonly measures: ReadonlyMap<string, Metric>
  readonly dimensions: ReadonlyMap<string, CubeDimension>
  /** The dimension that takes a granularity and a range of dates. */
  readonly time: 'period' | 'cohort'
}

const times: Readonly<Record<Cube['time'], string>> = {
  period: 'The time of the values: a granularity groups by it, a range of dates bounds it.',
  cohort: 'When the members entered: the granularity is that of the cohorts.',
}

/** The families of metrics that a caller may query, as cubes by name. Other metrics are not shown and not hinted at. */
export function cubesOf(catalog: Catalog, access: Access): ReadonlyMap<string, Cube> {
  const cubes = allCubes(catalog).map(({ measures, ...cube }) => ({
    ...cube,
    measures: new Map([...measures].filter(([name]) => isMetricGranted(access, name))),
  }))
  return new Map(cubes.filter(({ measures }) => measures.size > 0).map((cube) => [cube.name, cube]))
}

/** By catalogue, which never changes: finding its families takes 40 ms. */
const known = new WeakMap<Catalog, readonly Cube[]>()

function allCubes(catalog: Catalog): readonly Cube[] {
  const cubes = known.get(catalog) ?? familiesOf(catalog).map(cubeOf)
  known.set(catalog, cubes)
  return cubes
}

function cubeOf({ name, description, shape, grains, dimensions, metrics }: Family): Cube {
  const time = shape === 'cohort' || shape === 'cohort_summary' ? 'cohort' : 'period'
  const members: readonly CubeDimension[] = [
    { name: time, type: 'time', description: times[time] },
    ...cellColumns[shape]
      .filter(({ name: cell }) => cell !== time)
      .map((cell) => ({ ...cell, type: memberType(cell.type) })),
    ...dimensions.map(({ name: dimension, header }) => ({
      name: dimension,
      type: memberType(header.type),
      description: header.description,
    })),
  ]
  return {
    name,
    description,
    shape,
    grains,
    measures: new Map(metrics.map(({ metric }) => [metric.name, metric])),
    dimensions: new Map(members.map((member) => [member.name, member])),
    time,
  }
}

function memberType(type: string): MemberType {
  switch (type) {
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'timestamptz':
      return 'time'
    case 'bigint':
    case 'integer':
    case 'numeric':
      return 'number'
    default:
      return 'string'
  }
}
