import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { name, sentence } from '../../catalog/headers/words.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import { block } from './markdown.ts'

const example = z.strictObject({
  /** What happened, for a reader. */
  story: sentence,
  /** Source table → its rows, as CSV with a header. */
  data: z.record(name, sentence),
  questions: z
    .array(
      z.strictObject({
        /** The command, as typed. */
        query: sentence,
        /** The result as CSV, worked out by hand. */
        answer: sentence,
        /** How to work it out. */
        working: sentence,
      }),
    )
    .min(1),
})

/** A small data set, questions to it and their answers: the file `<family>.yaml`. */
export type WorkedExample = z.infer<typeof example>

/**
 * Reads the worked examples of a folder, by family. There are none when the folder does not exist.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` for a file of another form, or of an unknown family
 */
export async function readExamples(
  directory: string,
  families: readonly string[],
): Promise<ReadonlyMap<string, WorkedExample>> {
  if (!existsSync(directory)) return new Map()
  const files = (await readdir(directory)).filter((file) => file.endsWith('.yaml')).sort()
  const read = await Promise.all(
    files.map(async (file) => {
      const family = file.replace(/\.yaml$/, '')
      const parsed = example.safeParse(parse(await readFile(join(directory, file), 'utf8')))
      const problems = [
        ...(families.includes(family) ? [] : [`there is no family ${family}`]),
        ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
      ]
      if (parsed.data === undefined || problems.length > 0)
        throw new PlumblineError(
          'BAD_CONFIGURATION',
          `The worked example ${join(directory, file)} cannot be used.`,
          { subject: file, problems },
        )
      return [family, parsed.data] as const
    }),
  )
  return new Map(read)
}

/** A worked example as a section of its family's page. */
export function exampleSection({ story, data, questions }: WorkedExample): string {
  return [
    oneLine(story),
    ...Object.entries(data).map(([table, rows]) => `\`${table}.csv\`:\n\n${block('csv', rows)}`),
    ...questions.map(
      ({ query, answer, working }) =>
        `${block('sh', `${oneLine(query)} --format csv`)}\n\n${block('csv', answer)}\n\n${oneLine(working)}`,
    ),
  ].join('\n\n')
}
