/**
 * How a paper is set. Everything that somebody wrote comes as data, `paper.…`, and is never read as markup. The font is built into the
 * compiler, so nothing is fetched and every installation prints alike.
 */
export const paperMarkup = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, author: paper.from)
#set page(paper: "a4", margin: (x: 22mm, y: 22mm),
  footer: context [#set text(size: 8pt)
    #grid(columns: (1fr, auto), text(paper.footer), [Page #counter(page).display() of #counter(page).final().first()])])
#set text(lang: "en", region: "GB", font: "Libertinus Serif", size: 10.5pt)
#set par(justify: false, leading: 0.62em)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 11pt)
#show table.cell.where(y: 0): strong
#show outline.entry: set block(below: 0.6em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + gray }), inset: (x: 4pt, y: 4pt))

#let page-of(block, number) = image(block.path, page: number, width: 100%, height: 100%, fit: "contain",
  alt: block.name + ", page " + str(number) + " of " + str(block.pages))

#let set-file(block) = {
  std.block(height: 1fr, width: 100%, page-of(block, 1))
  for number in range(2, block.pages + 1) {
    pagebreak()
    std.block(height: 1fr, width: 100%, page-of(block, number))
  }
}

#let set-table(block) = {
  let numeric = block.at("numeric", default: ())
  figure(kind: table, caption: none, supplement: none, align(left, {
    par(strong(text(block.caption)))
    table(columns: block.columns.len(),
      align: (x, y) => if numeric.contains(x) { right } else { left },
      table.header(..block.columns.map(c => text(c))),
      ..block.rows.flatten().map(c => text(c)))
  }))
}

#let set-block(block) = {
  if block.type == "heading" { heading(level: block.level, text(block.text)) }
  else if block.type == "paragraph" { par(text(block.text)) }
  else if block.type == "list" and block.at("ordered", default: false) { enum(..block.items.map(t => text(t))) }
  else if block.type == "list" { list(..block.items.map(t => text(t))) }
  else if block.type == "table" { set-table(block) }
  else if block.type == "page-break" { pagebreak(weak: true) }
  else if block.type == "file" { set-file(block) }
}

#show figure: set block(breakable: true)
#text(paper.from)
#heading(level: 1, outlined: false, text(paper.title))
#for line in paper.head { par(text(line)) }
#if paper.contents {
  heading(level: 2, outlined: false)[Contents]
  outline(title: none, depth: 2)
  pagebreak(weak: true)
}
#for block in paper.blocks { set-block(block) }
`
