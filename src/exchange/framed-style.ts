/** How statements are told apart on a page of somebody else's: by a shape each, whatever its colours are. */
export const FRAME_STYLE = `
mark[data-statement]{background:none;color:inherit;cursor:pointer}
mark.ascribe-content-1{background:#3b82c426;box-shadow:inset 0 -2px #1f5c8b}
mark.ascribe-content-2{background:#3b82c440;box-shadow:inset 0 -2px #1f5c8b,inset 0 -4px #fff,inset 0 -6px #1f5c8b}
mark.ascribe-content-3{background:#3b82c459;box-shadow:inset 0 -3px #1f5c8b}
mark.ascribe-source{outline:1.5px solid #8a3b12;outline-offset:1px;border-radius:2px}
mark.ascribe-cue{border-bottom:2px dotted #3d5a1f}
.ascribe-image{display:inline-block;padding:.5em 1em;border:1px dashed #888;color:#555;font-style:italic}
`
