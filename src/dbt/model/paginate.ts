import { PlumblineError } from '../../errors.ts'

/** The arguments of a list in pages. */
export interface Paging {
  readonly search?: string | null
  readonly pageNum: number
  readonly pageSize?: number | null
}

/** A page of a list of definitions, of those with the text in their name or description. */
export function paginate<Item extends { readonly name: string; readonly description: string }>(
  all: readonly Item[],
  { search, pageNum, pageSize }: Paging,
) {
  if (pageNum < 1 || (typeof pageSize === 'number' && pageSize < 1))
    throw new PlumblineError('BAD_REQUEST', 'Pages have a size, and are counted from 1.', {
      subject: 'pageNum',
    })
  const wanted = (search ?? '').toLowerCase()
  const found = all.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted))
  const size = pageSize ?? Math.max(1, found.length)
  return {
    items: found.slice((pageNum - 1) * size, pageNum * size),
    pageNum,
    pageSize: pageSize ?? null,
    totalItems: found.length,
    totalPages: Math.max(1, Math.ceil(found.length / size)),
  }
}
