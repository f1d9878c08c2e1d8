import { Component, type ReactNode } from 'react'
import { Rejection } from '../client/rejection.ts'
import { Rejected } from '../parts/rejected.tsx'

interface FaultBoundaryProps {
  readonly children: ReactNode
}

/** Says that a place cannot be shown, instead of an empty page. The other places stay within reach. */
export class FaultBoundary extends Component<FaultBoundaryProps, { readonly fault: unknown }> {
  override state = { fault: null }

  static getDerivedStateFromError(fault: unknown) {
    return { fault }
  }

  override render() {
    const fault: unknown = this.state.fault
    if (fault === null) return this.props.children
    return (
      <div className="place">
        {/* a browser loads the files of a page again only with the page */}
        <Rejected error={rejectionOfFault(fault)} onRetry={() => location.reload()} />
        <p>
          <a href="#/boards">To the boards</a>
        </p>
      </div>
    )
  }
}

function rejectionOfFault(fault: unknown): Rejection {
  if (fault instanceof Rejection) return fault
  const because = fault instanceof Error ? fault.message : 'It has no reason.'
  return new Rejection(`This place cannot be shown: ${because}`)
}
