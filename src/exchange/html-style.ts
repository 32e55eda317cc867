/**
 * The page's only style. Each role has a shape beside its colour, so that print, greyscale and colour-blind readers
 * tell them apart: a source is framed, a cue dotted beneath, a content underlined on a tint, with a second and third
 * line where one stands within another.
 */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fffdf9;--ink:#1f1d1a;--faint:#6b665e;--rule:#ddd6ca;--source:#8a3b12;--cue:#3d5a1f;--line:#1f5c8b;--tint:#e3eff8;--tint2:#c9e0f1;--tint3:#aed0ea;--no:#a31621}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#e9e4db;--faint:#a29b8f;--rule:#3b3731;--source:#f0a67c;--cue:#b4d68b;--line:#86c1ec;--tint:#1c2f3e;--tint2:#244259;--tint3:#2e5675;--no:#ff8d92}}
*{box-sizing:border-box}
body{margin:0;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.65 Charter,"Bitstream Charter","Source Serif 4",Georgia,Cambria,serif;overflow-wrap:break-word}
.report{max-width:78rem;margin:0 auto}
.report+.report{margin-top:4rem;border-top:3px double var(--rule);padding-top:2rem}
.about,.key,.said,footer,.furniture,.credit,.byline{font-family:"Inter","Helvetica Neue",Arial,sans-serif}
.about{max-width:40rem;margin:0 0 1.5rem;color:var(--faint);font-size:.875rem;line-height:1.5}
.about p{margin:.1rem 0}
.about strong{color:var(--ink)}
h1{font-size:2.05rem;line-height:1.32;margin:0 0 .7em;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin:1.6em 0 .5em}
.text p{margin:0 0 1em;white-space:pre-line}
.byline,.caption,.credit{font-size:.9rem;color:var(--faint)}
.caption{border-left:3px solid var(--rule);padding-left:.8em;font-style:italic}
.furniture{font-size:.8rem;color:var(--faint);border-left:3px double var(--rule);padding-left:.8em}
.dateline{letter-spacing:.02em;color:var(--faint)}
.c1{background:var(--tint);text-decoration:underline 1.5px var(--line);text-underline-offset:.24em}
.c2{background:var(--tint2);text-decoration:underline double 1.5px var(--line);text-underline-offset:.24em}
.c3{background:var(--tint3);text-decoration:underline wavy 1.5px var(--line);text-underline-offset:.24em}
:is(h1,h2) :is(.c1,.c2,.c3){text-underline-offset:.12em}
.s{color:var(--source);box-shadow:0 0 0 1px var(--source);border-radius:.25em;padding:0 .12em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.u{color:var(--cue);font-style:italic;border-bottom:2.5px dotted var(--cue)}
sup{line-height:0;font:600 .66em/0 Arial,sans-serif}
sup a{color:var(--line);text-decoration:none;padding:0 .12em}
sup a:hover,.said a:hover{text-decoration:underline}
a{color:var(--line)}
.key{font-size:.82rem;color:var(--faint);margin:0 0 1.5rem;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;line-height:1.7}
.said h2{font-size:1rem;margin:0 0 .8rem}
.said ol{list-style:none;margin:0;padding:0}
.said li{border-top:1px solid var(--rule);padding:.8rem 0 .9rem;font-size:.9rem;line-height:1.5;break-inside:avoid}
.said li:target{background:var(--tint)}
.said p{margin:.15rem 0}
.said .number{font-weight:700;color:var(--line);margin-right:.35em;text-decoration:none}
.said .who{font-weight:700}
.said .type,.said .more,.said .sure{color:var(--faint)}
.said .not{color:var(--no);font-weight:700}
.said blockquote{margin:.35rem 0;padding-left:.8em;border-left:3px solid var(--line);font:1rem/1.5 Charter,"Bitstream Charter",Georgia,Cambria,serif;white-space:pre-line}
.said .within{margin-left:1.2rem}
.said .no blockquote{border-left-style:double;border-left-width:5px;border-left-color:var(--no)}
meter{width:4.2em;height:.7em;vertical-align:middle}
footer{max-width:78rem;margin:3rem auto 0;padding-top:1rem;border-top:1px solid var(--rule);font-size:.8rem;color:var(--faint)}
@media (min-width:60rem){.sheet{display:grid;grid-template-columns:minmax(0,40rem) minmax(19rem,1fr);gap:3.5rem}.said{font-size:.95rem}}
@media print{:root{--paper:#fff;--ink:#000;--faint:#444;--rule:#bbb;--source:#6d2c0c;--cue:#2d4317;--line:#123f63;--tint:#eef5fa;--tint2:#dcebf6;--tint3:#cbe0f0;--no:#8a0f19}body{padding:0;font-size:10.5pt}.sheet{display:block}.said{margin-top:2rem}h1,h2{break-after:avoid}p{orphans:3;widows:3}.report+.report{break-before:page;border:0}meter{display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`

/** SHA-256 of `STYLE` in base64, by which the page's policy allows this style and no other; a test keeps it true. */
export const STYLE_HASH = '+p7Pk2d+rEHF6nYJrbbm5Ghsr3NwP+RKOtOkbD8CnjI='
