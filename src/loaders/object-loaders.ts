import type DataLoader from 'dataloader'
import type { Runtime } from '../query/runtime.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { objectTypesOf, type ObjectRow, type ObjectType } from './entities/objects.ts'
import { findByKey } from './fetch/find-by-key.ts'
import { findPages, type PageKey } from './fetch/find-pages.ts'
import type { Connection } from './fetch/page.ts'

/** Loads objects of one type. */
export interface ObjectLoaders {
  readonly byKey: DataLoader<string, ObjectRow | null>
  /** Pages of the whole list, or of the rows whose column refers to a parent. */
  readonly pages: (
    parentColumn: string | null,
  ) => DataLoader<PageKey<ObjectRow>, Connection<ObjectRow>, string>
}

/** The loaders of each type in `sql/pages/`, by its name. */
export function createObjectLoaders(
  runtime: Runtime,
  options: QueryOptions,
): (type: string) => ObjectLoaders {
  const types = new Map(objectTypesOf(runtime.catalog).map((one) => [one.type, one]))
  return once((name) => {
    const object = types.get(name)
    if (object === undefined) throw new Error(`there is no object type ${name}`)
    return loadersOf(runtime, options, object)
  })
}

function loadersOf(runtime: Runtime, options: QueryOptions, { entity }: ObjectType): ObjectLoaders {
  return {
    byKey: findByKey(runtime, options, entity),
    pages: once((column) => findPages(runtime, options, entity, column === null ? null : { column })),
  }
}

/** The same value for the same argument. */
function once<Argument, Value>(create: (argument: Argument) => Value): (argument: Argument) => Value {
  const created = new Map<Argument, Value>()
  return (argument) => {
    const value = created.get(argument) ?? create(argument)
    created.set(argument, value)
    return value
  }
}
