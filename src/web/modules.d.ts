/// <reference types="vite/client" />

/** The model that ships, as the build lays it beside the page. */
declare module 'virtual:model' {
  /** Address of the gzipped model file, made of its contents. */
  export const MODEL_URL: string
  /** Its size in bytes, gzipped. */
  export const MODEL_BYTES: number
}
