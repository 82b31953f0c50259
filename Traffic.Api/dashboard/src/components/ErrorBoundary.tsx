import { Component, type ReactNode } from 'react'

interface Props {
  name: string
  children: ReactNode
}

/** Keeps a fault in one part from taking the page with it. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    if (!this.state.error) return this.props.children
    return (
      <div className="notice bad" role="alert">
        <p><b>{this.props.name} cannot be shown.</b> {this.state.error.message}</p>
        <button type="button" className="button" onClick={() => this.setState({ error: null })}>Try again</button>
      </div>
    )
  }
}
