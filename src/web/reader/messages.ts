import type { ReadResult } from '../../api/wire.ts'

/** What the page asks of the reader in its worker. */
export type Asked =
  /** Fetch and unpack the model, so that the first text finds all ready. */
  { readonly ask: 'ready' } | { readonly ask: 'read'; readonly number: number; readonly bytes: ArrayBuffer }

/** What the worker answers. */
export type Answered =
  | { readonly answer: 'ready' }
  | { readonly answer: 'failed'; readonly number: number | null; readonly message: string; readonly next: string }
  | {
      readonly answer: 'read'
      readonly number: number
      readonly result: ReadResult
      /** The form in which the bytes were taken. */
      readonly form: 'text' | 'markdown' | 'html' | 'pdf'
      /** From bytes to reading, in milliseconds. */
      readonly took: number
    }
