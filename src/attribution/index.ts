/** Role tags -> relations of source, cue and content, and how much of a content is quoted. */
export { boundaryOf } from './boundary.ts'
export { frameOf, tenseOf } from './frame.ts'
export { type Interval, resolveWhen, type Tense } from './frame-when.ts'
export { kindOf } from './kind.ts'
export { isReported, layersOf } from './layers.ts'
export { type LinkModel, packLinkModel, readLinkModel } from './model.ts'
export { relate } from './relate.ts'
