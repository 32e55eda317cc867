import '../style/reading.css'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['j', 'k'], 'next statement, statement before'],
  [['l'], 'list all statements, with a search of its own'],
  [['a'], 'accept: the reading is right'],
  [['r'], 'reject: there is no such statement'],
  [['e'], 'edit: who speaks, which words, what the cue does'],
  [['m'], 'add a statement that was missed'],
  [['u'], 'undo the last ruling'],
  [['c'], 'share: link, citation, BibTeX, HTML'],
  [['o'], 'the page as it came in'],
  [['/'], 'search'],
  [['?'], 'the keys that hold where you are'],
  [['Esc'], 'close, or leave without saving'],
]

/** What the page does, in a page. */
export default function Help() {
  useTitle('Help')
  return (
    <div className="sheet narrow help">
      <h1>What this page does</h1>
      <p className="lede">
        Ascribe reads news and tells who said what, through whom, in which words. Here you look at what it read, mend
        it, and lay reports side by side.
      </p>
      <h2>Reading</h2>
      <p>
        In an article a <span className="src">source</span> stands in a frame, a <span className="cue">cue</span> over
        dots, and what was said <span className="c1">on a tint over a line</span>;{' '}
        <span className="c1">
          what somebody said <span className="c2">within it</span>
        </span>{' '}
        gets a line more. What is <span className="c1 no">denied, refused or was not said</span> stands over a broken
        line. Click any of it, or press <kbd>j</kbd>: its card tells the path of the words from this article to the one
        who speaks, to whom, where and when, and how sure the reading is. <strong>?</strong> in the margin marks what is
        unsure, <strong>✓</strong> what a person checked.
      </p>
      <h2>Correcting</h2>
      <p>
        Whatever you say is a ruling: signed, dated, undone by <kbd>u</kbd>, and kept beside the engine’s reading. To
        change words, press <kbd>e</kbd>, take “Change”, and select them in the text; or move the end with <kbd>←</kbd>{' '}
        <kbd>→</kbd>, the start with <kbd>Shift</kbd> too, the whole by sentences with <kbd>↑</kbd> <kbd>↓</kbd>. “Who?”
        beside a speaker makes two one, or one two. When somebody else was quicker, both versions are shown and you
        choose. <Link to={paths.queue}>The queue</Link> brings what is least sure first.
      </p>
      <h2>Pasting</h2>
      <p>
        <Link to={paths.paste}>What you paste or drop</Link> is read in this browser and sent nowhere, until you ask to
        keep it.
      </p>
      <h2>Keys</h2>
      <table>
        <tbody>
          {KEYS.map(([keys, does]) => (
            <tr key={does}>
              <th scope="row">
                {keys.map(key => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
