/** What the workshop needs of comparing beside the door: counting words, and laying two articles side by side. */
export { likeness } from './stories-placing.ts'
export { isName, rarity } from './stories-rarity.ts'
export { stemsOf } from './stories-traits.ts'
