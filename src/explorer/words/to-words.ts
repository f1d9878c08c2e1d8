/** Words that are not written in lower case. */
const spelled: Readonly<Record<string, string>> = {
  acv: 'ACV',
  arpa: 'ARPA',
  arr: 'ARR',
  cac: 'CAC',
  carr: 'CARR',
  eqa: 'EQA',
  eqas: 'EQAs',
  fx: 'FX',
  icp: 'ICP',
  id: 'ID',
  ltv: 'LTV',
  mrr: 'MRR',
  p50: '(median)',
  p90: '(90th percentile)',
  plg: 'PLG',
  pls: 'PLS',
  pqa: 'PQA',
  pqas: 'PQAs',
  slg: 'SLG',
}

/** A name of the catalogue as a label: `user_retention_rate` is “User retention rate”. */
export function toWords(name: string): string {
  const words = name
    .split(/[_.]/)
    .map((word) => spelled[word] ?? word)
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
