/**
 * How a letter is set. Everything that somebody wrote comes as data, `letter.…`, and is never read as markup: a reason that holds `#` or
 * `$` is printed as it stands. The font is built into the compiler, so nothing is fetched and every installation prints alike.
 */
export const letterMarkup = `
#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.subject, author: letter.from)
#set page(paper: "a4", margin: (x: 22mm, y: 24mm), numbering: "1 of 1",
  header: if letter.isDraft { align(right)[Draft, not sent] })
#set text(lang: "en", region: "GB", font: "Libertinus Serif", size: 10.5pt)
#set par(justify: false, leading: 0.62em)
#show heading: set text(size: 12pt)
#show heading: set block(above: 1.4em, below: 0.7em)
#show table.cell.where(y: 0): strong
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + gray }), inset: (x: 4pt, y: 4pt))

#text(letter.from) \\
to #text(letter.to) \\
#text(letter.date)

#heading(level: 1, text(letter.subject))

We have checked #text(letter.bill), #text(letter.contract). We ask you to credit
#text(letter.itemsWords), together *#text(letter.claimed)* (#text(letter.claimedWords)), for the reasons below.

Please say by *#text(letter.acknowledgeBy)* that this reached you, and answer by *#text(letter.answerBy)*.

#heading(level: 2)[What is claimed, by rule]
#table(columns: (auto, 1fr, auto, auto), align: (left, left, right, right),
  table.header([Rule], [Why], [Items], [Claimed]),
  ..letter.rules.map(r => (text(r.rule), [#text(r.title). #text(r.why)], text(str(r.items)), text(r.claimed))).flatten(),
  table.footer(repeat: false, [Total], [#text(letter.claimedWords)], text(str(letter.items.len())), text(letter.claimed)))

#heading(level: 2)[How to answer]
#list(..letter.howToAnswer.map(t => text(t)))

#pagebreak()
#set page(flipped: true)
#heading(level: 2)[Items]
#set text(size: 8.5pt)
#table(columns: (auto, auto, auto, auto, auto, 1fr, auto, auto, auto), align: (right, left, left, left, left, left, right, right, right),
  table.header([Item], [Line], [Activity], [Date], [Rule], [Reason], [Quantity], [Billed], [Claimed]),
  ..letter.items.map(i => (text(i.item), text(i.line), text(i.what), text(i.date), text(i.rule), text(i.reason),
    text(i.quantity), text(i.billed), text(i.claimed))).flatten(),
  table.footer(repeat: false, [], [], [], [], [], [Total: #text(letter.claimedWords)], [], [], text(letter.claimed)))
`
