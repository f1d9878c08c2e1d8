import { aggregateOf, meaningOf as purposeOf, namesIn } from '../../aggregates.ts'
import { asFilter } from '../../select/filters-of-cases.ts'
import { isNothing, numbers } from '../../select/metric-arguments.ts'
import {
  as,
  columnNames,
  conjuncts,
  functionName,
  isNode,
  list,
  textOf,
  unwrap,
  type Node,
} from '../../tree.ts'
import { proportional, scalar } from './functions.ts'
import { addsRows, carried, isValue, together, type Meaning } from './meaning.ts'
import { hasValues, type Scope } from './scope.ts'

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>='])

/** What an expression says of metrics. */
export function meaningOf(expression: unknown, scope: Scope): Meaning {
  const [kind, node] = unwrap(expression)
  const of = (part: unknown) => meaningOf(part, scope)
  switch (kind) {
    case 'ColumnRef':
      return scope.read(columnNames(expression) ?? [])?.meaning ?? 'nothing'
    case 'TypeCast':
      return castMeaning(node, of(node['arg']))
    case 'A_Expr':
      return operatorMeaning(node, of)
    case 'BoolExpr':
    case 'NullTest':
    case 'BooleanTest':
      return partsOf(node).map(of).some(says) ? 'test' : 'nothing'
    case 'CaseExpr':
      return choiceMeaning(node, of)
    case 'CoalesceExpr':
      return fallbackMeaning(list(node, 'args'), of)
    case 'MinMaxExpr':
      return asRowValue(list(node, 'args').map(of))
    case 'CollateClause':
      return of(node['arg'])
    case 'FuncCall':
      return callMeaning(expression, node, scope)
    case 'SubLink':
      return selectMeaning(node, scope)
    default:
      return carried(partsOf(node).map(of))
  }
}

function says(meaning: Meaning): boolean {
  return meaning !== 'nothing'
}

/** A number of the row: statistics over rows are those of such numbers, and sums are none. */
function asRowValue(parts: readonly Meaning[]): Meaning {
  if (parts.includes('other') || parts.includes('rank')) return 'other'
  if (parts.some(isValue)) return 'never'
  return parts.includes('test') ? 'test' : 'nothing'
}

function castMeaning(node: Node, inner: Meaning): Meaning {
  const type = isNode(node['typeName']) ? node['typeName'] : {}
  const isNumber = numbers.has(textOf(list(type, 'names').at(-1))) && list(type, 'arrayBounds').length === 0
  return isNumber || !isValue(inner) ? inner : 'other'
}

function operatorMeaning(node: Node, of: (part: unknown) => Meaning): Meaning {
  const operator = textOf(list(node, 'name').at(-1))
  const { kind, lexpr, rexpr } = node
  const [left, right] = [lexpr === undefined ? 'nothing' : of(lexpr), of(rexpr)] as const
  if (!says(left) && !says(right)) return 'nothing'
  if (kind === 'AEXPR_NULLIF') return isNothing(rexpr) ? left : asRowValue([left, right])
  if (kind !== 'AEXPR_OP' || comparisons.has(operator)) return 'test'
  switch (operator) {
    case '+':
    case '-': {
      if (lexpr === undefined) return right
      if (isNothing(lexpr)) return right
      if (isNothing(rexpr)) return left
      return asRowSum(left, right)
    }
    case '*':
      if (left === 'nothing') return right
      return right === 'nothing' ? left : asRowValue([left, right])
    case '/':
      return right === 'nothing' ? left : asRowValue([left, right])
    case '%':
    case '^':
      return asRowValue([left, right])
    default:
      return carried([left, right])
  }
}

/** A constant that is added in each row is added as often as there are rows. */
function asRowSum(left: Meaning, right: Meaning): Meaning {
  return together([left, right])
}

function choiceMeaning(node: Node, of: (part: unknown) => Meaning): Meaning {
  const whens = list(node, 'args').map((when) => as(when, 'CaseWhen') ?? {})
  const tests = [node['arg'], ...whens.map((when) => when['expr'])].map(of)
  const results = [...whens.map((when) => when['result']), node['defresult']].filter((one) => !isNothing(one))
  const chosen = together(results.map(of))
  return chosen === 'nothing' && tests.some(says) ? 'test' : chosen
}

function fallbackMeaning(values: readonly unknown[], of: (part: unknown) => Meaning): Meaning {
  const given = values.filter((value) => !isNothing(value))
  const [only] = given
  return given.length === 1 ? of(only) : asRowValue(given.map(of))
}

function callMeaning(expression: unknown, node: Node, scope: Scope): Meaning {
  const name = functionName(expression) ?? ''
  const args = list(node, 'args').map((part) => meaningOf(part, scope))
  const isOver = scope.isDirect || scope.items.some(hasValues)
  if (isNode(node['over'])) {
    if (args.some(isValue)) return asRowValue(args)
    return isOver ? 'rank' : 'nothing'
  }
  const aggregate = aggregateOf(expression)
  if (aggregate !== null) {
    const meaning = aggregateMeaning(aggregate, args, isOver, scope.isDirect)
    return meaning === 'stock' && mixesPeriods(node, scope) ? 'never' : meaning
  }
  const [first = 'nothing', ...others] = args
  if (proportional.has(name) && !others.some(says)) return first
  return scalar.has(name) ? asRowValue(args) : carried(args)
}

/** What an aggregate over rows says of the group: a sum of what adds up is a value, all else is a statistic. */
function aggregateMeaning(
  aggregate: string,
  args: readonly Meaning[],
  isOver: boolean,
  isDirect: boolean,
): Meaning {
  const [first = 'nothing'] = args
  const purpose = purposeOf(aggregate)
  if (purpose === 'value' && (addsRows(first) || first === 'never')) return first
  // the mean of a metric that does not add up is its value, over a metric relation itself
  if (purpose === 'mean' && isDirect && first === 'never') return 'never'
  if ((aggregate === 'min' || aggregate === 'max') && first === 'nothing') return 'nothing'
  return isOver ? 'other' : carried(args)
}

/** Whether conditions take balances of different periods for different groups. */
function mixesPeriods(node: Node, scope: Scope): boolean {
  const { args, agg_filter: filter } = asFilter(node)?.node ?? node
  const readsPeriod = (part: unknown) =>
    namesIn([part], { entersAggregates: true }).some((names) => (scope.read(names)?.period ?? null) !== null)
  const readsOnlyPeriods = (part: unknown) =>
    namesIn([part], { entersAggregates: true }).every((names) => (scope.read(names)?.period ?? null) !== null)
  return readsPeriod(args) || conjuncts(filter).some((one) => readsPeriod(one) && !readsOnlyPeriods(one))
}

/** A select in an expression has one value for many rows. */
function selectMeaning(node: Node, { rowsOf }: Scope): Meaning {
  const table = rowsOf(as(node['subselect'], 'SelectStmt') ?? {})
  if (table === null) return 'nothing'
  if (node['subLinkType'] === 'EXPR_SUBLINK' || node['subLinkType'] === 'ARRAY_SUBLINK')
    return table.columns.some(({ meaning }) => says(meaning)) ? 'other' : 'nothing'
  return 'test'
}

/** The expressions in a node. */
function partsOf(node: Node): readonly unknown[] {
  const parts: unknown[] = []
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item)
    else if (isNode(value)) {
      const kinds = Object.keys(value)
      const isWrapped = kinds.length === 1 && /^[A-Z]/.test(kinds[0] ?? '') && isNode(Object.values(value)[0])
      if (isWrapped) parts.push(value)
      else for (const inner of Object.values(value)) search(inner)
    }
  }
  search(Object.values(node))
  return parts
}
