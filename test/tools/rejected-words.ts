/** Words instead of a plain subject or a plain "not". */
const subjects = ['whoever', 'whom', 'whatever', 'nobody', 'somebody', 'anybody', 'ourselves']

/** Everyday or poetic expressions instead of the technical verb. */
const verbs = [
  'beside',
  'stands? (?:for|beside|under|in|behind)',
  'says? nothing',
  'tells? (?:apart|nothing)',
  'told apart',
  'falls? silent',
  'mend(?:s|ed)?',
  'anew',
  'put back',
]

/** Other words for the field's terms: sample, descending, interface, independent check, reject. */
const terms = ['made-up', 'falling', 'doors?', 'second opinion', 'refus(?:e|es|ed|al|als|ing)']

/** Texts for people do not contain these words; see docs/decisions/0038-the-fields-words.md. */
export const rejectedWords = new RegExp(`\\b(${[...subjects, ...verbs, ...terms].join('|')})\\b`, 'gi')
