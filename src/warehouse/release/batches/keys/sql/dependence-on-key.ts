import type { Catalog, View } from '../../../../../catalog/catalog.ts'
import { businessParameters } from '../../../../../catalog/parameters/parameter.ts'
import { outputColumns } from '../../../../../catalog/select/output-columns.ts'
import { selectIn } from '../../../../../catalog/select/select-in.ts'
import { child, children, text, walk, type Tree } from '../../../../../catalog/select/sql-tree.ts'
import { horizonColumns, inputsOf, isInput } from '../../changes/inputs.ts'
import { isAggregated } from './aggregates.ts'
import { firstOfGroups } from './first-of-groups.ts'
import { columnIn, equalTo, isRenamed, keyIn, readFrom, upTo } from './from-items.ts'
import type { FromClause, FromItem } from './from-items.ts'
import { dependsOnAll, independent, together, withEarlier } from './key-dependence.ts'
import type { KeyDependence, KeyKind } from './key-dependence.ts'
import { areGroupsBy, areWindowsBackward, areWindowsBy } from './partitions.ts'
import { withOf, withSteps, type Scope, type Step } from './steps.ts'
import { subselectsIn, within, type Subselect } from './subselects.ts'
import { momentIn, switchesOf } from './switches.ts'

/** A select, and the `with` of its view: a switch is looked for with the same steps. */
interface Place {
  readonly select: Tree
  readonly scope: Scope
  readonly withClause: Tree | null
}

/**
 * How the rows of a view with one value of a column depend on its inputs, derived from its SQL: the column is followed to
 * the inputs through joins that make it equal to another one, groups and windows that are made for each value of it, and
 * unions. What it cannot be followed through is needed as a whole. Null when rows with one value of the column depend on
 * others in any case.
 *
 * A column that is a moment is also followed to columns that are at most it, through windows that look back, and through
 * the first moment of each group: rows before a moment do not depend on what is later.
 */
export function dependenceOnKey(
  catalog: Catalog,
  view: View,
  column: string,
  keyKind: KeyKind = 'value',
): KeyDependence | null {
  const before = derivations[keyKind].get(catalog) ?? derivationOf(catalog, keyKind)
  derivations[keyKind].set(catalog, before)
  return before(view, column)
}

type Derivation = (view: View, column: string) => KeyDependence | null

/** Views read the same views: what is known of one is known for all. */
const derivations = { value: new WeakMap<Catalog, Derivation>(), moment: new WeakMap<Catalog, Derivation>() }

function derivationOf(catalog: Catalog, keyKind: KeyKind): Derivation {
  const columnsOf = (relation: string) => catalog.views.get(relation)?.columns
  const horizons = horizonColumns(catalog)
  /** The view with a moment; all of them for a star. */
  const horizonsOf = (name: string) =>
    [...horizons].flatMap(([own, input]) => (name === own || name === '*' ? [input] : []))
  const known = new Map<Tree, Map<string, KeyDependence | null>>()
  const namesOfSteps = new Map<Tree, readonly string[] | null>()

  const ofView: Derivation = ({ body }, own) => {
    const select = selectIn(body)
    return ofSelect({ select, scope: new Map(), withClause: child(select, 'withClause') }, own)
  }

  const ofSelect = (place: Place, own: string): KeyDependence | null => {
    const before = known.get(place.select) ?? new Map<string, KeyDependence | null>()
    known.set(place.select, before)
    const found = before.get(own)
    if (found !== undefined) return found
    const dependence = derive(place, own)
    before.set(own, dependence)
    return dependence
  }

  const derive = ({ select, scope: outer, withClause }: Place, own: string): KeyDependence | null => {
    const scope = withSteps(select, outer)
    if (scope === null || 'limitCount' in select || 'limitOffset' in select) return null
    const names = columnsIn(select, outer)
    const index = names?.indexOf(own) ?? -1
    if (names === null || index === -1 || names.lastIndexOf(own) !== index) return null
    if (children(select, 'valuesLists').length > 0) return wholeOf(select, scope)
    // a `with` inside of another select is not that of the view
    const within = 'withClause' in select && outer.size > 0 ? null : withClause
    const branches = [child(select, 'larg'), child(select, 'rarg')]
    if (select['op'] === 'SETOP_UNION') {
      const parts = branches.map((branch) => {
        const name = columnsIn(branch, scope)?.[index]
        return name === undefined ? null : ofSelect({ select: branch, scope, withClause: within }, name)
      })
      return parts.some((part) => part === null) ? null : together(parts as KeyDependence[])
    }
    if (select['op'] !== 'SETOP_NONE') return null
    return ofPlainSelect({ select, scope, withClause: within }, own, index)
  }

  const ofPlainSelect = ({ select, scope, withClause }: Place, own: string, index: number) => {
    const from = readFrom(select, (node, kind) => columnsOfItem(node, kind, scope))
    if (from === null) return null
    const first = keyKind === 'moment' ? firstOfGroups(select, index) : null
    const key = first === null ? keyIn(select, from, own, index) : columnIn(first, from.items)
    if (key === null || from.optional.has(key.split('.', 1)[0] ?? '')) return null
    const strict = equalTo(key, from, false)
    const isKey = (value: Tree) => {
      const found = columnIn(value, from.items)
      return found !== null && strict.has(found)
    }
    if (first === null && !areGroupsBy(select, isKey)) return null
    const areByKey = areWindowsBy(select, isKey)
    if (!areByKey && (keyKind === 'value' || !areWindowsBackward(select, isKey))) return null
    if (children(select, 'groupClause').length === 0 && isAggregated(select)) return null
    const parts = ofItems(from.items, key, from, scope)
    for (const subselect of subselectsIn(select)) parts.push(ofSubselect(subselect, key, from, scope))
    const keys = keyKind === 'value' ? equalTo(key, from, true) : upTo(key, from)
    const switches = switchesOf(select, from, keys, withClause, (name) => horizons.has(name))
    parts.push({ ...independent, switches: switches.found })
    for (const name of switches.others) parts.push(dependsOnAll(horizonsOf(name)))
    return first === null && areByKey ? together(parts) : withEarlier(together(parts))
  }

  const ofItems = (items: readonly FromItem[], key: string, from: FromClause, scope: Scope) => {
    const equal = equalTo(key, from, true)
    if (keyKind === 'value') return items.map((item) => ofItem(item, equal, scope))
    const before = new Set([...upTo(key, from)].filter((column) => !equal.has(column)))
    return items.map((item) => {
      const exact = ofItem(item, equal, scope)
      if (exact.whole.size === 0) return exact
      const upToKey = ofItem(item, before, scope)
      return upToKey.whole.size < exact.whole.size ? withEarlier(upToKey) : exact
    })
  }

  /** A condition that rows exist reads the rows with the key, like a join. */
  const ofSubselect = (
    { select, compared, isExists }: Subselect,
    key: string,
    from: FromClause,
    scope: Scope,
  ): KeyDependence => {
    const inner = isExists
      ? readFrom(select, (node, kind) => columnsOfItem(node, kind, scope), from.items)
      : null
    const both = inner === null ? null : within(from, inner)
    if (inner === null || both === null || readsMoment(select)) return wholeOf([select, compared], scope)
    return together(ofItems(inner.items, key, both, scope))
  }

  const readsMoment = (tree: Tree): boolean => {
    let isFound = false
    walk(tree, (kind, node) => {
      if (kind === 'ColumnRef' && momentIn(node, (name) => horizons.has(name)) !== null) isFound = true
    })
    return isFound
  }

  const ofItem = (item: FromItem, keys: ReadonlySet<string>, scope: Scope): KeyDependence => {
    const { alias, node, kind } = item
    if (isBusinessParameters(node))
      return alias === 'parameters' ? independent : dependsOnAll(horizons.values())
    if (isRenamed(node)) return wholeOf({ [kind]: node }, scope)
    const found = [...keys].flatMap((key) => {
      if (!key.startsWith(`${alias}.`)) return []
      const own = key.slice(alias.length + 1)
      if (kind === 'RangeVar') return ofRelation(node, own, scope) ?? []
      if (kind !== 'RangeSubselect' || node['lateral'] === true) return []
      const select = child(child(node, 'subquery'), 'SelectStmt')
      return ofSelect({ select, scope, withClause: null }, own) ?? []
    })
    const [best] = found.sort((one, other) => one.whole.size - other.whole.size)
    return best ?? wholeOf({ [kind]: node }, scope)
  }

  const ofRelation = (node: Tree, own: string, scope: Scope): KeyDependence | null => {
    const name = text(node, 'relname') ?? ''
    const schema = text(node, 'schemaname')
    if (schema === undefined) {
      const step = scope.get(name)
      return step?.hasOwnNames === true ? ofSelect({ ...step, withClause: withOf(step) }, own) : null
    }
    const relation = `${schema}.${name}`
    const read = catalog.views.get(relation)
    if (read === undefined || isInput(read))
      return { ...independent, columns: new Map([[relation, new Set([own])]]) }
    return ofView(read, own)
  }

  /** Everything that is read in a part of a select, as a whole. */
  const wholeOf = (tree: unknown, scope: Scope): KeyDependence => {
    const inputs = new Set<string>()
    const seen = new Set<Tree>()
    const visit = (part: unknown, steps: Scope) => {
      walk(part, (kind, node) => {
        const moment = kind === 'ColumnRef' ? momentIn(node, (name) => horizons.has(name)) : null
        if (moment !== null) for (const input of horizonsOf(moment)) inputs.add(input)
        if (kind !== 'RangeVar' || isBusinessParameters(node)) return
        const [schema, name] = [text(node, 'schemaname'), text(node, 'relname') ?? '']
        const read = catalog.views.get(`${schema ?? ''}.${name}`)
        if (schema === undefined) {
          const step = steps.get(name)
          if (step === undefined || seen.has(step.select)) return
          seen.add(step.select)
          visit(step.select, step.scope)
        } else if (read === undefined || isInput(read)) inputs.add(`${schema}.${name}`)
        else for (const input of inputsOf(catalog, read)) inputs.add(input)
      })
    }
    visit(tree, scope)
    return dependsOnAll(inputs)
  }

  const columnsIn = (select: Tree, scope: Scope) =>
    outputColumns(select, columnsOf, new Map([...scope].map(([name, step]) => [name, columnsOfStep(step)])))

  const columnsOfStep = ({ select, scope, hasOwnNames }: Step): readonly string[] | null => {
    const found = namesOfSteps.get(select)
    if (found !== undefined) return found
    const names = hasOwnNames ? columnsIn(select, scope) : null
    namesOfSteps.set(select, names)
    return names
  }

  const columnsOfItem = (node: Tree, kind: string, scope: Scope): readonly string[] | null => {
    if (kind === 'RangeVar') {
      const name = text(node, 'relname') ?? ''
      const schema = text(node, 'schemaname')
      if (schema !== undefined) return columnsOf(`${schema}.${name}`) ?? null
      const step = scope.get(name)
      return step === undefined ? null : columnsOfStep(step)
    }
    if (kind === 'RangeSubselect') return columnsIn(child(child(node, 'subquery'), 'SelectStmt'), scope)
    return null
  }

  return ofView
}

function isBusinessParameters(node: Tree): boolean {
  return `${text(node, 'schemaname') ?? ''}.${text(node, 'relname') ?? ''}` === businessParameters
}
