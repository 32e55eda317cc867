import { useTitle } from '../frame/title.ts'

export default function Help() {
  useTitle('Help')
  return (
    <div className="sheet narrow">
      <h1>What this page does</h1>
    </div>
  )
}
