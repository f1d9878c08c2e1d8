import type { Metric } from '../../catalog/catalog.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import type { Cube, CubeDimension } from './cube.ts'

/** A name of a query, `cube.member`, that names a metric. */
export interface Measure {
  readonly path: string
  readonly cube: Cube
  readonly measure: Metric
  readonly dimension: null
}

/** A name of a query, `cube.member`, that names a dimension. */
export interface Dimension {
  readonly path: string
  readonly cube: Cube
  readonly measure: null
  readonly dimension: CubeDimension
}

export type Member = Measure | Dimension

export type Cubes = ReadonlyMap<string, Cube>

/** @throws PlumblineError `UNKNOWN_METRIC`, `UNKNOWN_DIMENSION` or `BAD_REQUEST` with similar names */
export function findMember(cubes: Cubes, path: string): Member {
  const [cubeName = '', name = '', ...rest] = path.split('.')
  const cube = cubes.get(cubeName)
  if (rest.length > 0 || name === '')
    throw new PlumblineError('BAD_REQUEST', `${path} is not a member: write cube.member.`, { subject: path })
  if (cube === undefined)
    throw new PlumblineError('BAD_REQUEST', `There is no cube ${cubeName}.`, {
      subject: path,
      suggestions: closest(cubeName, cubes.keys()),
    })
  const measure = cube.measures.get(name)
  if (measure !== undefined) return { path, cube, measure, dimension: null }
  const dimension = cube.dimensions.get(name)
  if (dimension !== undefined) return { path, cube, measure: null, dimension }
  throw new PlumblineError('BAD_REQUEST', `The cube ${cubeName} has no member ${name}.`, {
    subject: path,
    suggestions: closest(name, [...cube.measures.keys(), ...cube.dimensions.keys()]).map(
      (found) => `${cubeName}.${found}`,
    ),
  })
}

/** @throws PlumblineError `UNKNOWN_METRIC` when it is a dimension */
export function findMeasure(cubes: Cubes, path: string): Measure {
  const member = findMember(cubes, path)
  if (member.measure !== null) return member
  throw new PlumblineError('UNKNOWN_METRIC', `${path} is a dimension: ask for it in dimensions.`, {
    subject: path,
    valid: [...member.cube.measures.keys()].map((name) => `${member.cube.name}.${name}`),
  })
}

/** @throws PlumblineError `UNKNOWN_DIMENSION` when it is a measure */
export function findDimension(cubes: Cubes, path: string): Dimension {
  const member = findMember(cubes, path)
  if (member.dimension !== null) return member
  throw new PlumblineError('UNKNOWN_DIMENSION', `${path} is a measure: ask for it in measures.`, {
    subject: path,
    valid: [...member.cube.dimensions.keys()].map((name) => `${member.cube.name}.${name}`),
  })
}
