/**
 * Words that take the place of a plain subject, or of the field's term. Texts for users do not contain them; see
 * docs/decisions/0038-the-fields-words.md.
 */
export const rejectedWords =
  /\b(whoever|whom|nobody|somebody|beside|stands? (?:for|beside|under|in)|made-up|falling|doors?)\b/gi
