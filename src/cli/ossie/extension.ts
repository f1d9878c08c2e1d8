import { PlumblineError } from '../../errors.ts'
import type { OssieModel } from './document.ts'

/** The name under which Plumbline keeps what the format cannot carry. */
const vendor = 'PLUMBLINE'

type Extensions = NonNullable<OssieModel['custom_extensions']>

/** An extension of Plumbline, as a part of an element. */
export function extension(data: object): { readonly custom_extensions: Extensions } {
  return { custom_extensions: [{ vendor_name: vendor, data: JSON.stringify(data) }] }
}

/**
 * The files of definitions in the extension of an element: name → text. Empty without one.
 *
 * @throws PlumblineError `BAD_DATA` when the extension is not as Plumbline wrote it
 */
export function filesIn({
  name,
  custom_extensions: extensions = [],
}: Pick<OssieModel, 'name' | 'custom_extensions'>): ReadonlyMap<string, string> {
  const files = extensions
    .filter(({ vendor_name: own }) => own === vendor)
    .flatMap(({ data }) => Object.entries(contentOf(data, name).files ?? {}))
    .filter((file): file is [string, string] => typeof file[1] === 'string')
  const strange = files.find(([file]) => !/^\w+[./][\w-]+(\.yaml)?$/.test(file))
  if (strange !== undefined)
    throw new PlumblineError(
      'BAD_DATA',
      `The extension of ${name} has a file ${strange[0]}, which is none of definitions.`,
      {
        subject: name,
      },
    )
  return new Map(files)
}

function contentOf(data: string, subject: string): { readonly files?: object } {
  try {
    return JSON.parse(data) as { readonly files?: object }
  } catch (error) {
    const message = `The extension of ${subject} is no JSON: the document is incomplete, or was changed.`
    throw new PlumblineError('BAD_DATA', message, { subject }, { cause: error })
  }
}
