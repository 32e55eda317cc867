import type { Answered, Asked } from './messages.ts'

export type Read = Extract<Answered, { answer: 'read' }>

/** The engine in its worker. One stands for the whole visit: the model is unpacked once. */
class Reader {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'reader' })
  readonly #waiting = new Map<number, { done(read: Read): void; fail(error: Error): void }>()
  readonly #ready: Promise<void>
  #count = 0

  constructor() {
    this.#ready = new Promise((done, fail) => {
      this.#worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
        if (data.answer === 'ready') done()
        else if (data.answer === 'failed' && data.number === null) fail(failure(data))
        else this.#settle(data)
      })
    })
    // Who waits for it is told; who does not is told by the reading that fails.
    this.#ready.catch(() => {})
    this.#ask({ ask: 'ready' })
  }

  /** The model is there. */
  get ready(): Promise<void> {
    return this.#ready
  }

  /** Reads a text, page or PDF; its form is told by its content. Rejects with what can't be read, and why. */
  read(bytes: ArrayBuffer): Promise<Read> {
    const number = this.#count++
    return new Promise((done, fail) => {
      this.#waiting.set(number, { done, fail })
      this.#ask({ ask: 'read', number, bytes })
    })
  }

  #ask(asked: Asked): void {
    this.#worker.postMessage(asked)
  }

  #settle(answered: Exclude<Answered, { answer: 'ready' }>): void {
    if (answered.number === null) return
    const waiting = this.#waiting.get(answered.number)
    this.#waiting.delete(answered.number)
    if (answered.answer === 'read') waiting?.done(answered)
    else waiting?.fail(failure(answered))
  }
}

const failure = ({ message, next }: Extract<Answered, { answer: 'failed' }>): Error =>
  Object.assign(new Error(message), { next })

let standing: Reader | null = null
export function reader(): Reader {
  standing ??= new Reader()
  return standing
}
