import type { GraphQLSchema } from 'graphql'
import { isInterfaceType, isObjectType } from 'graphql'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { kinds } from './read-coverage.ts'
import type { Answers, Coverage } from './read-coverage.ts'
import { namesIn, type TestFiles } from './test-files.ts'

/** The names in the coverage that do not exist, and the metrics that no test of their line asks for. */
export function coverageProblems(
  { articles, topics, sections }: Coverage,
  catalog: Catalog,
  schema: GraphQLSchema,
  files: TestFiles,
): readonly string[] {
  const exists: Readonly<Record<keyof Answers, (name: string) => boolean>> = {
    metrics: (name) => catalog.metrics.has(name),
    dimensions: (name) => catalog.dimensions.has(name),
    fields: (name) => hasField(schema, name),
    parameters: (name) => catalog.parameters.has(name),
    signals: (name) => catalog.views.has(`signals.${name}`),
  }
  const entries = [
    ...topics.map((topic) => ({ ...topic, title: topic.topic })),
    ...sections.flatMap(({ lines }) => lines.map((line) => ({ ...line, title: line.line }))),
  ]
  return [
    ...topics
      .filter(({ article }) => articles[article] === undefined)
      .map(({ topic, article }) => `${topic}: there is no article ${article}`),
    ...entries.flatMap(({ title, tests = [], ...answers }) => [
      ...kinds.flatMap((kind) =>
        answers[kind]
          .filter((name) => !exists[kind](name))
          .map((name) => `${title}: ${name} is not among the ${kind}`),
      ),
      ...tests.filter((file) => !files.has(file)).map((file) => `${title}: there is no test ${file}`),
      ...answers.metrics
        .filter((name) => !tests.some((file) => namesIn(files, file).has(name)))
        .map((name) => `${title}: none of its tests asks for ${name}`),
    ]),
  ]
}

function hasField(schema: GraphQLSchema, path: string): boolean {
  const [typeName = '', field = ''] = path.split('.')
  const type = schema.getType(typeName)
  return (isObjectType(type) || isInterfaceType(type)) && type.getFields()[field] !== undefined
}
