import { PlumblineError } from '../../errors.ts'

/** Reads `name=value` as `--option` takes it. What looks like JSON is JSON, everything else is text. */
export function parseOption(written: string): readonly [name: string, value: unknown] {
  const equals = written.indexOf('=')
  const name = written.slice(0, equals).trim()
  if (equals < 1 || name === '') {
    throw new PlumblineError('BAD_OPTION', `The option "${written}" is not of the form name=value.`, {
      subject: written,
      valid: ['core_action=commit', 'activation_window_hours=24', 'passive_events=["page_view"]'],
    })
  }
  return [name, parseValue(name, written.slice(equals + 1).trim())]
}

function parseValue(name: string, text: string): unknown {
  const isNumber = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)
  if (isNumber) return Number(text)
  if (text === 'true' || text === 'false' || text === 'null' || /^[{["]/.test(text))
    return parseJson(name, text)
  return text
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PlumblineError('BAD_OPTION', `The value of ${name} begins like JSON but is not: ${reason}.`, {
      subject: name,
    })
  }
}
