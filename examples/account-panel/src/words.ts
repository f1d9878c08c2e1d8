/** `seat_penetration` as `Seat penetration`. */
export function inWords(name: string): string {
  const words = name.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An amount, without cents; a plain number while the currency is unknown. */
export function money(amount: string | null, currency: string | null): string {
  if (amount === null) return '–'
  const style = currency === null ? {} : ({ style: 'currency', currency } as const)
  return new Intl.NumberFormat('en', { ...style, maximumFractionDigits: 0 }).format(Number(amount))
}

/** A number with at most one decimal. */
export function rounded(value: string | number | null): string {
  return value === null
    ? '–'
    : new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(Number(value))
}

/** A share as a percentage. */
export function percent(share: string | number | null): string {
  if (share === null) return '–'
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 }).format(Number(share))
}

/** A day of a date or of an instant. */
export function day(text: string | null): string {
  if (text === null) return '–'
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text))
}
