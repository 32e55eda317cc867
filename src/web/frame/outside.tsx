import type { ReactNode } from 'react'

/** A link out of the page, of http and https only; anything else stays text. */
export function Outside({ url, children }: { readonly url: string; readonly children?: ReactNode }) {
  const shown = children ?? url
  return /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noopener noreferrer nofollow" target="_blank">
      {shown}
    </a>
  ) : (
    shown
  )
}
