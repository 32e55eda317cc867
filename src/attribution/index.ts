/** Role tags -> relations of source, cue and content, and how much of a content is quoted. */
export { kindOf } from './kind.ts'
export { type LinkModel, readLinkModel } from './link.ts'
export { relate } from './relate.ts'
