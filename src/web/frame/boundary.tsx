import { Component, type ReactNode } from 'react'
import { Failure } from './failure.tsx'

interface Props {
  readonly children: ReactNode
}

/** What breaks in a page is told in its place; the way to the other rooms stays. */
export class Boundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Failure error={this.state.error} />
  }
}
