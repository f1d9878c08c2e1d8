import type { Data } from './data.ts'
import { first, remembered } from '../memo.ts'
import { newestMoment } from '../newest-moment.ts'

/** The free mail domains that occur in the generated data. */
const freeMail = new Set(['gmail.com'])

export const isFreeMail = (domain: string): boolean => freeMail.has(domain)

/** The company that a mail domain belongs to: the longest claimed suffix whose claim has not ended. */
export const companyOfDomain: (
  data: Data,
) => (domain: string | null) => { readonly company: string; readonly isVerified: boolean } | null =
  remembered((data) => (domain) => {
    if (domain === null || isFreeMail(domain)) return null
    const parts = domain.split('.')
    for (let left = 0; left < parts.length; left += 1) {
      const suffix = parts.slice(left).join('.')
      const claims = (data.account_domains ?? []).filter(
        ({ domain: claimed, valid_to }) =>
          claimed.toLowerCase() === suffix &&
          (valid_to === null || Date.parse(valid_to) > (newestMoment(data) ?? Infinity)),
      )
      const best = first(
        claims,
        ({ verified }) => (verified === true ? 0 : 1),
        ({ valid_from }) => (valid_from === null ? -Infinity : Date.parse(valid_from)),
        ({ account_id }) => account_id,
      )
      if (best !== undefined) return { company: best.account_id, isVerified: best.verified === true }
    }
    return null
  })
