import type { Contact } from '../billing/commerce.ts'
import { personName } from '../organisations/names.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import { BUYER_TITLES } from '../organisations/word-lists.ts'

const ROLES = ['economic_buyer', 'champion', 'technical_buyer', 'influencer', null] as const

/** The people at a company in the CRM: some are users, some only buyers. */
export function chooseContacts(organisation: Organisation, people: readonly Person[]): readonly Contact[] {
  const random = organisation.random.fork('contacts')
  if (organisation.accountId === null) return []
  const isKnown = organisation.story === 'PLS' || organisation.story === 'SLG' || people.length === 0
  const count = isKnown ? random.int(2, 4) : random.chance(0.45) ? 1 : 0
  return Array.from({ length: count }, (_, i): Contact => {
    const user = random.chance(0.55) ? people[i] : undefined
    const { given, family } = personName(random)
    return {
      id: `contact-${organisation.code}-${i}`,
      email: user?.email ?? `${given}.${family}.buyer${i}@${organisation.domain}`.toLowerCase(),
      userId: user?.id ?? null,
      title: user?.jobTitle ?? random.pick(BUYER_TITLES),
      buyerRole: i === 0 ? (random.chance(0.8) ? 'economic_buyer' : 'champion') : random.pick(ROLES),
    }
  })
}
