import type { OssieModel } from './document.ts'

/** The name under which Plumbline keeps what the format cannot carry. */
const vendor = 'PLUMBLINE'

type Extensions = NonNullable<OssieModel['custom_extensions']>

/** An extension of Plumbline, as a part of an element. */
export function extension(data: object): { readonly custom_extensions: Extensions } {
  return { custom_extensions: [{ vendor_name: vendor, data: JSON.stringify(data) }] }
}

/** The files of definitions in the extension of an element: name → text. Empty without one. */
export function filesIn({
  custom_extensions: extensions = [],
}: Pick<OssieModel, 'custom_extensions'>): ReadonlyMap<string, string> {
  const files = extensions
    .filter(({ vendor_name: name }) => name === vendor)
    .flatMap(({ data }) => Object.entries((JSON.parse(data) as { readonly files?: object }).files ?? {}))
  return new Map(files.filter((file): file is [string, string] => typeof file[1] === 'string'))
}
