import type { GraphQLSchema } from 'graphql'
import { isInterfaceType, isObjectType } from 'graphql'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { kinds } from './read-coverage.ts'
import type { Answers, Coverage } from './read-coverage.ts'

/** The names in the coverage that do not exist, one sentence each. */
export function coverageProblems(
  { articles, topics }: Coverage,
  catalog: Catalog,
  schema: GraphQLSchema,
): readonly string[] {
  const exists: Readonly<Record<keyof Answers, (name: string) => boolean>> = {
    metrics: (name) => catalog.metrics.has(name),
    dimensions: (name) => catalog.dimensions.has(name),
    fields: (name) => hasField(schema, name),
    parameters: (name) => catalog.parameters.has(name),
    signals: (name) => catalog.views.has(`signals.${name}`),
  }
  return topics.flatMap((topic) => [
    ...(articles[topic.article] === undefined
      ? [`${topic.topic}: there is no article ${topic.article}`]
      : []),
    ...kinds.flatMap((kind) =>
      topic[kind]
        .filter((name) => !exists[kind](name))
        .map((name) => `${topic.topic}: ${name} is not among the ${kind}`),
    ),
  ])
}

function hasField(schema: GraphQLSchema, path: string): boolean {
  const [typeName = '', field = ''] = path.split('.')
  const type = schema.getType(typeName)
  return (isObjectType(type) || isInterfaceType(type)) && type.getFields()[field] !== undefined
}
