import { freemailDomain } from '../organisations/names.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from './person.ts'
import type { Random } from '../base/random.ts'

/**
 * A person's mail address: at the company's domain, a regional or second domain of it, or a freemail
 * provider.
 */
export function drawMail(
  organisation: Organisation,
  random: Random,
  index: number,
  local: string,
): Pick<Person, 'email' | 'mail' | 'mailDomain'> {
  const isFree =
    organisation.kind === 'team' ||
    (organisation.kind === 'company' && random.chance(index === 0 ? 0.06 : 0.13))
  if (isFree) {
    const mailDomain = freemailDomain(random)
    return { email: `${local}.${organisation.code}x${index}@${mailDomain}`, mail: 'freemail', mailDomain }
  }
  const isSecond = organisation.secondDomain !== null && index > 2 && random.chance(0.2)
  const mailDomain = isSecond ? organisation.secondDomain : organisation.domain
  const region =
    organisation.size > 6 && !isSecond && random.chance(0.08) ? `${random.pick(['us', 'eu', 'dev'])}.` : ''
  const email = `${local}${index === 0 ? '' : index}@${region}${mailDomain}`
  // some sign-up forms preserve the typed case
  return { email: random.chance(0.01) ? email.toUpperCase() : email, mail: 'company', mailDomain }
}
