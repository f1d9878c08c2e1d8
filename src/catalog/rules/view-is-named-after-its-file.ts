import type { Rule } from './rule.ts'

/** The path of a file is the name of its relation. */
export const viewIsNamedAfterItsFile: Rule = ({ views }) =>
  views
    .filter(({ file, header }) => !file.endsWith(`/${header.view.replace('.', '/')}.sql`))
    .map(({ file, header, lineOf }) => ({
      file,
      line: lineOf('view'),
      rule: 'view-is-named-after-its-file',
      message: `The file defines ${header.view}, so its path must be ${header.view.replace('.', '/')}.sql.`,
    }))
