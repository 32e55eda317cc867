import { useTitle } from '../frame/title.ts'

export default function Front() {
  useTitle('')
  return (
    <div className="sheet">
      <h1>The record</h1>
    </div>
  )
}
