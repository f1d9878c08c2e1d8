import type { ReactNode } from 'react'
import { CopiedText } from '../parts/copied-text.tsx'

interface SqlTextProps {
  readonly view: { readonly name: string; readonly file: string; readonly sql: string }
  /** What leads to the view, where this is not its page. */
  readonly children?: ReactNode
}

/** The definition of a view, and the file that has it. */
export function SqlText({ view: { name, file, sql }, children }: SqlTextProps) {
  return (
    <section>
      <h2>SQL</h2>
      <p className="faint">
        {children}
        {withoutFolders(file)}
      </p>
      <CopiedText text={sql} label={`SQL of ${name}`} />
    </section>
  )
}

/** The path within the project: where the server was started is of no use to the reader. */
function withoutFolders(file: string): string {
  return file.replace(/^.*\/(?=sql\/)/, '')
}
