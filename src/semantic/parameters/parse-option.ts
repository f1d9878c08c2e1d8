import type { ParameterType } from '../../catalog/parameters/parameter-header.ts'
import { PlumblineError } from '../../errors.ts'
import { inexactNumberIn } from '../model/request/exact-number.ts'

/**
 * Reads `name=value` of `--option`. Text that looks like JSON is parsed as JSON, other text is taken
 * literally. For parameters of a text type, such as event names, only quoted text and lists are JSON.
 *
 * @param typeOf the type of a parameter; undefined for an unknown name
 * @throws PlumblineError `BAD_OPTION`
 */
export function parseOption(
  written: string,
  typeOf: (name: string) => ParameterType | undefined,
): readonly [name: string, value: unknown] {
  const equals = written.indexOf('=')
  const name = written.slice(0, equals).trim()
  if (equals < 1 || name === '') {
    throw new PlumblineError('BAD_OPTION', `The option "${written}" is not of the form name=value.`, {
      subject: written,
      valid: ['core_action=commit', 'activation_window_hours=24', 'passive_events=["page_view"]'],
    })
  }
  return [name, parseValue(name, written.slice(equals + 1).trim(), typeOf(name))]
}

function parseValue(name: string, text: string, type: ParameterType | undefined): unknown {
  return looksLikeJson(text, type) ? parseJson(name, text) : text
}

/** Event names are free text: `1000`, `true`, `null` and `[x]` are valid names. */
function looksLikeJson(text: string, type: ParameterType | undefined): boolean {
  switch (type) {
    case 'matcher':
      return /^(\{|"|\[\s*["{])/.test(text)
    case 'text_list':
      return /^(["[]|null$)/.test(text)
    case 'text':
    case 'timestamp':
      return /^("|null$)/.test(text)
    default:
      return /^([{["]|(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)$)/.test(text)
  }
}

function parseJson(name: string, text: string): unknown {
  const invalidValue = (sentence: string) =>
    new PlumblineError('BAD_OPTION', `The value of ${name} ${sentence}.`, { subject: name })
  const inexact = inexactNumberIn(text)
  try {
    const value: unknown = JSON.parse(text)
    if (inexact === null) return value
  } catch (error) {
    throw invalidValue(
      `looks like JSON but is invalid: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  throw invalidValue(`has the number ${inexact}, which has more digits than can be stored`)
}
