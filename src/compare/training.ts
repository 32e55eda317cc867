export { stemsOf } from './stories-traits.ts'
