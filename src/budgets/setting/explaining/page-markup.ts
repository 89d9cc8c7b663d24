/**
 * How the one page is set. Everything that somebody wrote comes as data, `page.…`, and is never read as markup. The font is built into
 * the compiler, so nothing is fetched and every installation prints alike.
 */
export const pageMarkup = `
#let page-data = json(bytes(sys.inputs.page))
#set document(title: page-data.title, author: page-data.from)
#set page(paper: "a4", margin: (x: 20mm, y: 18mm), footer: text(size: 8pt, page-data.footer),
  header: if page-data.isDraft { align(right)[Draft, not issued] })
#set text(lang: "en", region: "GB", font: "Libertinus Serif", size: 10pt)
#set par(justify: false, leading: 0.58em)
#show heading: set text(size: 11pt)
#show heading.where(level: 1): set text(size: 15pt)
#show heading: set block(above: 1.1em, below: 0.6em)
#show table.cell.where(y: 0): strong
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + gray }), inset: (x: 4pt, y: 3pt))

#text(page-data.from)
#heading(level: 1, text(page-data.title))
#text(page-data.amount)

#text(page-data.sentence)

#text(page-data.way)

#heading(level: 2)[From history to the budget]
#table(columns: (1fr, auto), align: (left, right),
  table.header([Step], [Amount]),
  ..page-data.steps.map(s => if s.isSum { (strong(text(s.words)), strong(text(s.amount))) }
    else { (text(s.words), text(s.amount)) }).flatten())

#heading(level: 2)[By line]
#set text(size: 8.5pt)
#table(columns: (1fr, auto, auto, auto, auto, auto), align: (left, right, right, right, right, right),
  table.header([Line], [Age and sex], [Need], [By history], [By fair share], [Budget]),
  ..page-data.lines.map(l => (text(l.title), text(l.age), text(l.need), text(l.history), text(l.fair), text(l.budget))).flatten(),
  table.footer(repeat: false, [Total], [], [], text(page-data.history), text(page-data.fair), text(page-data.budget)))

#list(..page-data.notes.map(n => text(n)))
`
