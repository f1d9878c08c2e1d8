import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Rejection } from '../client/rejection.ts'
import { Title } from '../parts/title.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { FaultBoundary } from './fault-boundary.tsx'

/** The server does not answer, or has other files since it was updated. */
function notLoaded(): never {
  throw new Rejection('This place could not be loaded. Check that the server is running, then try again.', {
    code: 'WAREHOUSE_UNAVAILABLE',
  })
}

const ExplorePage = lazy(() =>
  import('../explore/explore-page.tsx').then((page) => ({ default: page.ExplorePage }), notLoaded),
)
const CataloguePage = lazy(() =>
  import('../catalogue/list/catalogue-page.tsx').then((page) => ({ default: page.CataloguePage }), notLoaded),
)
const MetricPage = lazy(() =>
  import('../catalogue/metric-page.tsx').then((page) => ({ default: page.MetricPage }), notLoaded),
)
const ViewPage = lazy(() =>
  import('../catalogue/view-page.tsx').then((page) => ({ default: page.ViewPage }), notLoaded),
)
const AccountsPage = lazy(() =>
  import('../accounts/list/accounts-page.tsx').then((page) => ({ default: page.AccountsPage }), notLoaded),
)
const AccountPage = lazy(() =>
  import('../accounts/account-page.tsx').then((page) => ({ default: page.AccountPage }), notLoaded),
)
const SignalsPage = lazy(() =>
  import('../signals/signals-page.tsx').then((page) => ({ default: page.SignalsPage }), notLoaded),
)
const BoardsPage = lazy(() =>
  import('../boards/boards-page.tsx').then((page) => ({ default: page.BoardsPage }), notLoaded),
)
const BoardPage = lazy(() =>
  import('../boards/board-page.tsx').then((page) => ({ default: page.BoardPage }), notLoaded),
)
const GraphiqlPage = lazy(() =>
  import('../graphiql/graphiql-page.tsx').then((page) => ({ default: page.GraphiqlPage }), notLoaded),
)

/** The place that the address names. Each page is loaded when it is opened. */
export function Pages() {
  const [path] = useLocation()
  return (
    // another place begins without the fault of the one before
    <FaultBoundary key={path}>
      <Suspense fallback={<Waiting what="Loading" />}>
        <Switch>
          <Route path="/">
            <Redirect to="/boards" replace />
          </Route>
          <Route path="/boards">
            <BoardsPage />
          </Route>
          <Route path="/boards/:name">{({ name }) => <BoardPage name={name} />}</Route>
          <Route path="/explore">
            <ExplorePage />
          </Route>
          <Route path="/catalogue">
            <CataloguePage />
          </Route>
          <Route path="/catalogue/views/:name">{({ name }) => <ViewPage key={name} name={name} />}</Route>
          <Route path="/catalogue/:name">{({ name }) => <MetricPage name={name} />}</Route>
          <Route path="/accounts">
            <AccountsPage />
          </Route>
          <Route path="/accounts/:key">
            <AccountPage />
          </Route>
          <Route path="/signals">
            <SignalsPage />
          </Route>
          <Route path="/graphiql">
            <GraphiqlPage />
          </Route>
          <Route>
            <div className="place">
              <Title text="No such place" />
              <p className="empty">
                This place does not exist. <a href="#/explore">Explore the numbers</a>
              </p>
            </div>
          </Route>
        </Switch>
      </Suspense>
    </FaultBoundary>
  )
}
