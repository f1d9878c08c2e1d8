/**
 * What takes no ink: every code point that Unicode calls white space, tabs, line breaks and non-breaking spaces
 * included, and the spaces without width. PostgreSQL's `trim` knows only the space.
 */
const whiteSpace =
  '\\u0009\\u000a\\u000b\\u000c\\u000d\\u0020\\u0085\\u00a0\\u1680\\u180e\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006' +
  '\\u2007\\u2008\\u2009\\u200a\\u200b\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff'

/**
 * Creates the function by which every text of a source table is read, in `sql/staging/` as where the contract is
 * checked: without the white space around it, and null when there is nothing else. It is plain SQL and immutable, so
 * that the planner puts its body in its place.
 */
export const createTextOrNull = `do $do$
  begin
    if to_regprocedure('plumbline.text_or_null(text)') is null then
      create function plumbline.text_or_null(written text) returns text
        language sql immutable parallel safe
        as $body$ select nullif(btrim(written, E'${whiteSpace}'), '') $body$;
      comment on function plumbline.text_or_null(text) is
        'A text without the white space around it; null when there is nothing else.';
    end if;
  end
$do$`

/** The text of an expression as staging reads it. */
export const textOrNull = (expression: string): string => `plumbline.text_or_null(${expression})`
