/** What the linker's trainer needs of this room: the same choices and features that prediction uses. */
export { LinkFeatures } from './features.ts'
export { Layout } from './layout.ts'
export { type Choice, cueChoice, featuresOf, Link, sourceChoice } from './link.ts'
export { piecesOf } from './pieces.ts'
