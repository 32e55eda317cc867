/** The part of jsonld.js (no types of its own) that the tests use. */
declare module 'jsonld' {
  interface Options {
    readonly documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>
    /** Throws where a key or value would be lost. */
    readonly safe: boolean
  }
  interface Term {
    readonly termType: string
    readonly value: string
    readonly datatype?: { readonly value: string }
  }
  export interface Quad {
    readonly subject: Term
    readonly predicate: Term
    readonly object: Term
  }
  const jsonld: {
    toRDF(document: unknown, options: Options): Promise<Quad[]>
    canonize(
      document: unknown,
      options: Options & { readonly algorithm: string; readonly format: string },
    ): Promise<string>
    expand(document: unknown, options: Options): Promise<Record<string, unknown>[]>
  }
  export default jsonld
}
