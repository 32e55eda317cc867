/**
 * A failure that a caller can act on: `code` is stable (kebab case, listed in docs/codes.md), the
 * message states the fact, `next` the step that mends it.
 */
export class AscribeError extends Error {
  readonly code: string
  readonly next: string
  constructor(code: string, message: string, next: string) {
    super(message)
    this.name = 'AscribeError'
    this.code = code
    this.next = next
  }
}
