import type { Random } from '../base/random.ts'
import {
  BUSINESS_WORDS,
  FAMILY_NAMES,
  FIRST_WORDS,
  FREEMAIL_DOMAINS,
  GIVEN_NAMES,
  SECOND_WORDS,
} from './word-lists.ts'

/** A company's name and the stem of its mail domains. */
export interface CompanyName {
  readonly name: string
  readonly stem: string
}

// Coprime to the number of word pairs, so that successive names differ and no pair repeats within a round.
const STRIDE = 3571

/** The name of the n-th organisation; no two have the same stem. */
export function companyName(index: number): CompanyName {
  const pairs = FIRST_WORDS.length * SECOND_WORDS.length
  const pair = (index * STRIDE) % pairs
  const round = Math.floor(index / pairs)
  const first = FIRST_WORDS[pair % FIRST_WORDS.length] ?? ''
  const second = SECOND_WORDS[Math.floor(pair / FIRST_WORDS.length)] ?? ''
  const number = round === 0 ? '' : String(round + 1)
  const business = BUSINESS_WORDS[index % BUSINESS_WORDS.length] ?? ''
  return {
    name: `${capital(first)} ${capital(second)} ${business}${number === '' ? '' : ` ${number}`}`,
    stem: `${first}${second}${number}`,
  }
}

/** The name of the n-th scripted organisation; unique. */
export function scriptedName(number: number): CompanyName {
  const { name, stem } = companyName(number)
  const words = name.split(' ').slice(0, 2).join(' ')
  return { name: `${words} Holding`, stem: `${stem}holding` }
}

/** A person's given and family name. */
export function personName(random: Random): { readonly given: string; readonly family: string } {
  return { given: random.pick(GIVEN_NAMES), family: random.pick(FAMILY_NAMES) }
}

/** A mail provider that does not indicate an employer. */
export function freemailDomain(random: Random): string {
  return random.pick(FREEMAIL_DOMAINS)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
