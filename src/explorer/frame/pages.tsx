import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Title } from '../parts/title.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { FaultBoundary } from './fault-boundary.tsx'

const ExplorePage = lazy(async () => ({ default: (await import('../explore/explore-page.tsx')).ExplorePage }))
const CataloguePage = lazy(async () => ({
  default: (await import('../catalogue/list/catalogue-page.tsx')).CataloguePage,
}))
const MetricPage = lazy(async () => ({ default: (await import('../catalogue/metric-page.tsx')).MetricPage }))
const ViewPage = lazy(async () => ({ default: (await import('../catalogue/view-page.tsx')).ViewPage }))
const AccountsPage = lazy(async () => ({
  default: (await import('../accounts/list/accounts-page.tsx')).AccountsPage,
}))
const AccountPage = lazy(async () => ({
  default: (await import('../accounts/account-page.tsx')).AccountPage,
}))
const SignalsPage = lazy(async () => ({ default: (await import('../signals/signals-page.tsx')).SignalsPage }))
const BoardsPage = lazy(async () => ({ default: (await import('../boards/boards-page.tsx')).BoardsPage }))
const BoardPage = lazy(async () => ({ default: (await import('../boards/board-page.tsx')).BoardPage }))
const GraphiqlPage = lazy(async () => ({
  default: (await import('../graphiql/graphiql-page.tsx')).GraphiqlPage,
}))

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
