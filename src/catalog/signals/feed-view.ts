import { stringify } from 'yaml'
import type { SignalHeader } from '../headers/signal-header.ts'
import { signalFeed } from './feed-name.ts'

/** A file in `sql/signals/`. */
export interface SignalFile {
  /** The name of its relation, without the layer. */
  readonly name: string
  readonly owner: string
  readonly signal: SignalHeader
}

/** The columns of a signal that dates itself. */
export const datedColumns = ['account_key', 'subject_key', 'detected_at', 'closed_at', 'evidence'] as const
/** The columns of a signal whose condition is evaluated at the ends of days or weeks. */
export const evaluatedColumns = ['account_key', 'subject_key', 'evaluated_at', 'evidence'] as const

/** The text of the view {@link signalFeed}. */
export function feedView(files: readonly SignalFile[]): string {
  const evaluated = files.filter(({ signal }) => signal.evaluated !== undefined)
  const dated = files.filter(({ signal }) => signal.evaluated === undefined)
  const detected = [...dated.map(datedBranch), ...(evaluated.length === 0 ? [] : [spansBranch])]
  const ctes = [
    ...files.map(({ name }) => cte(name, `select * from signals.${name}`)),
    ...(evaluated.length === 0 ? [] : evaluatedCtes(evaluated)),
    cte(
      'definitions',
      files.map(definitionBranch).join(union),
      'what each signal is about, and who acts on it',
    ),
    cte('detections', detected.join(union)),
    cte('final', final, 'what is dated after `as_of` has not happened yet'),
  ]
  return `/*---\n${stringify(header(files))}---*/\n\nwith\n\n${ctes.join(',\n\n')}\n\nselect * from final\n`
}

function header(files: readonly SignalFile[]) {
  return {
    view: signalFeed,
    description:
      'Every signal detected by `as_of`, generated from sql/signals/*.sql. A signal is detected once and not again while it is open; a closed one may be detected again later.',
    owner: [...new Set(files.map(({ owner }) => owner))].join(', '),
    grain: 'one row per signal, subject and detection',
    key: ['signal', 'subject_key', 'detected_at'],
    time: 'detected_at',
    stored: true,
    indexes: [['account_key'], ['detected_at']],
    checks: { closed_after_it_was_detected: 'closed_at is null or closed_at >= detected_at' },
  }
}

const union = '\n    union all\n'

const cte = (name: string, body: string, comment?: string) =>
  `${comment === undefined ? '' : `-- ${comment}\n`}${name} as (\n\n    ${body.trim()}\n\n)`

const datedBranch = ({ name }: SignalFile) => `    select
        '${name}' as signal,
        account_key,
        subject_key,
        detected_at,
        closed_at,
        evidence
    from ${name}`

const evaluatedBranch = ({ name, signal }: SignalFile) => `    select
        '${name}' as signal,
        '${signal.evaluated ?? ''}' as evaluation,
        account_key,
        subject_key,
        evaluated_at,
        evidence
    from ${name}`

const definitionBranch = ({ name, signal: { subject, severity, act_by } }: SignalFile) => `    select
        '${name}' as signal,
        '${subject}' as subject,
        '${severity}' as severity,
        '${act_by}' as act_by`

/** From the moments at which conditions were true to spans of successive moments. */
const evaluatedCtes = (files: readonly SignalFile[]): readonly string[] => [
  cte('evaluations', 'select * from facts.evaluations'),
  cte(
    'numbered_evaluations',
    `select
        evaluation,
        evaluated_at,
        row_number() over (partition by evaluation order by evaluated_at) as evaluation_number

    from evaluations`,
  ),
  cte('true_conditions', files.map(evaluatedBranch).join(union)),
  cte(
    'numbered_conditions',
    `select
        true_conditions.signal,
        true_conditions.evaluation,
        true_conditions.account_key,
        true_conditions.subject_key,
        true_conditions.evaluated_at,
        true_conditions.evidence,
        numbered_evaluations.evaluation_number,
        numbered_evaluations.evaluation_number
        - row_number() over (
            partition by true_conditions.account_key, true_conditions.signal, true_conditions.subject_key
            order by true_conditions.evaluated_at
        ) as span_number

    from true_conditions

    inner join numbered_evaluations
        on true_conditions.evaluation = numbered_evaluations.evaluation
        and true_conditions.evaluated_at = numbered_evaluations.evaluated_at`,
    'successive moments have the same difference of their two numbers',
  ),
  cte(
    'spans',
    `select
        account_key,
        signal,
        evaluation,
        subject_key,
        min(evaluated_at) as detected_at,
        max(evaluation_number) as last_number,
        (array_agg(evidence order by evaluation_number))[1] as evidence

    from numbered_conditions

    group by account_key, signal, evaluation, subject_key, span_number`,
    'with the numbers of the moment of detection',
  ),
]

/** A span is closed by the next moment after it. */
const spansBranch = `    select
        spans.signal,
        spans.account_key,
        spans.subject_key,
        spans.detected_at,
        numbered_evaluations.evaluated_at as closed_at,
        spans.evidence
    from spans
    left join numbered_evaluations
        on spans.evaluation = numbered_evaluations.evaluation
        and spans.last_number + 1 = numbered_evaluations.evaluation_number`

const final = `select
        detections.account_key,
        detections.signal,
        definitions.subject,
        detections.subject_key,
        definitions.severity,
        definitions.act_by,
        detections.detected_at,
        case when detections.closed_at <= parameters.as_of then detections.closed_at end as closed_at,
        detections.evidence

    from detections

    cross join parameters.business as parameters

    inner join definitions
        on detections.signal = definitions.signal

    where detections.detected_at <= parameters.as_of`
