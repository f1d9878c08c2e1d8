import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from '../../src/forms.ts'
import { fromRoot } from '../run.ts'

/**
 * What may answer a topic: metrics, dimensions and parameters of the catalogue, fields of GraphQL types
 * (`Account.buyers`), and views of the layer `signals`.
 */
export const kinds = ['metrics', 'dimensions', 'fields', 'parameters', 'signals'] as const

/** Names of each kind. */
export type Answers = Readonly<Record<(typeof kinds)[number], readonly string[]>>

/** All names that answer a topic. */
export function answersOf(topic: Answers): readonly string[] {
  return kinds.flatMap((kind) => topic[kind])
}

const list = z.array(z.string()).default([])

const answers = { metrics: list, dimensions: list, fields: list, parameters: list, signals: list }
/** The files that compute the answer a second time, below `test/` or `docs/examples/`. */
const tests = z.array(z.string()).min(1)

const topicSchema = z
  .strictObject({
    /** What is asked for, in our own words. */
    topic: z.string(),
    /** The article that asks for it. */
    article: z.string(),
    ...answers,
    tests,
    /** How to read the answer. */
    how: z.string().optional(),
    /** The part without an answer, in a sentence. */
    absent: z.string().optional(),
  })
  .refine(
    (topic) => topic.absent !== undefined || answersOf(topic).length > 0,
    'it has neither an answer nor an absent part',
  )
  .refine(
    (topic) => answersOf(topic).length === 0 || topic.how !== undefined,
    'it does not say how to read its answer',
  )

const lineSchema = z
  .strictObject({
    /** What the catalogue defines, in our own words. */
    line: z.string(),
    ...answers,
    /** What the names do not say. */
    how: z.string().optional(),
    tests: tests.optional(),
    absent: z.string().optional(),
  })
  .refine((line) => line.absent !== undefined || line.tests !== undefined, 'it is neither tested nor absent')

const coverageSchema = z.strictObject({
  articles: z.record(z.string(), z.string()),
  topics: z.array(topicSchema),
  /** The rest of the catalogue, by subject. */
  sections: z.array(z.strictObject({ title: z.string(), lines: z.array(lineSchema) })),
})

export type Line = z.infer<typeof lineSchema>
export type Topic = z.infer<typeof topicSchema>
export type Coverage = z.infer<typeof coverageSchema>

/** Reads `docs/coverage.yaml`. */
export async function readCoverage(): Promise<Coverage> {
  return coverageSchema.parse(parse(await readFile(fromRoot('docs/coverage.yaml'), 'utf8')))
}
