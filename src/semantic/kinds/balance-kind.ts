import { isMonthlySnapshot } from '../sql/time-bucket.ts'
import { compileAggregate } from './aggregate.ts'
import { compileBalance } from './balance.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** A balance at the end or the start of a period. Where each row is of one period, it is an aggregate of them. */
export const balance: Kind<HeaderOf<'balance'>> = {
  ...series,
  aggregationKey: ({ at }, view, grain) => (isMonthlySnapshot(view, grain) ? 'aggregate' : `balance ${at}`),
  compile: (context) =>
    isMonthlySnapshot(context.view, context.plan.period.grain)
      ? compileAggregate(context)
      : compileBalance(context),
}
