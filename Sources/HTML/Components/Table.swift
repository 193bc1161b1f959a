/// A column of a table. With `sort` its heading is a link that loads the list in that order.
package struct Column: Sendable {
  package enum Order: String, Sendable { case ascending, descending }

  package let title: String
  package let isNumeric: Bool
  package let sort: String?
  /// How the rows stand now, if they stand by this column.
  package let sorted: Order?
  /// The title is only for screen readers (a column of tick boxes).
  package let isTitleHidden: Bool
  /// The words of a box that chooses all rows; it is there only where script runs.
  package let choosesAll: String?
  package init(
    _ title: String, isNumeric: Bool = false, sort: String? = nil, sorted: Order? = nil,
    isTitleHidden: Bool = false, choosesAll: String? = nil
  ) {
    self.title = title
    self.isNumeric = isNumeric
    self.sort = sort
    self.sorted = sorted
    self.isTitleHidden = isTitleHidden
    self.choosesAll = choosesAll
  }
}

/// A row: one cell for each column. The first is the row's name and link.
package struct TableRow: Sendable {
  package let cells: [HTML]
  /// Marked at its edge; the cells say why in words.
  package let isMarked: Bool
  package init(_ cells: [HTML], isMarked: Bool = false) {
    self.cells = cells
    self.isMarked = isMarked
  }
}

/// A table in a scroll area of its own, which takes the focus and is named by the caption. `id`
/// must be unique on the page. `headerCell` is the place of the cell that names its row. With no rows, `empty` stands in its place.
package func table(
  id: String, caption: String, columns: [Column], rows: [TableRow], empty: String? = nil,
  isCaptionHidden: Bool = false, isFirstCellHeader: Bool = true, headerCell: Int = 0
) -> HTML {
  if rows.isEmpty, let empty { return emptyState(empty) }
  let head = columns.map { headCell($0) }
  return """
    <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-caption">
    <table id="\(id)"><caption id="\(id)-caption"\
    \(isCaptionHidden ? " class=\"hidden-text\"" : nil)>\(caption)</caption>
    <thead><tr>\(each: head, { $0 })</tr></thead>
    <tbody>
    \(each: rows, {
      bodyRow($0, columns: columns, header: isFirstCellHeader ? headerCell : nil)
    })\
    </tbody></table></div>
    """
}

private func headCell(_ column: Column) -> HTML {
  let title: HTML =
    if let sort = column.sort {
      """
      <a href="\(address(sort))">\(column.title)\
      \(column.sorted.map { hiddenText(", sorted \($0.rawValue)") })</a>
      """
    } else if column.isTitleHidden {
      hiddenText(column.title)
    } else {
      "\(column.title)"
    }
  return """
    <th scope="col"\(column.isNumeric ? " class=\"number\"" : nil)\
    \(attribute("aria-sort", column.sorted?.rawValue))>\(title)\(column.choosesAll.map(chooseAll))</th>
    """
}

private func bodyRow(
  _ row: TableRow, columns: [Column], header: Int?
) -> HTML {
  var cells: HTML = ""
  for (index, cell) in row.cells.enumerated() {
    let isNumeric = index < columns.count && columns[index].isNumeric
    let look: HTML? = isNumeric ? " class=\"number\"" : nil
    cells +=
      index == header
      ? "<th scope=\"row\"\(look)>\(cell)</th>" : "<td\(look)>\(cell)</td>"
  }
  return "<tr\(row.isMarked ? " class=\"marked\"" : nil)>\(cells)</tr>\n"
}

private func chooseAll(_ words: String) -> HTML {
  """
  <span class="row-choice" data-choose-all hidden><input type="checkbox" id="choose-all" \
  autocomplete="off"><label for="choose-all">\(hiddenText(words))</label></span>
  """
}

/// A box in a row of a table, to choose several rows. Its words are for screen readers: the row tells
/// the rest.
package func rowChoice(
  id: String, name: String, value: String, label: String, checked: Bool = false
) -> HTML {
  """
  <span class="row-choice"><input type="checkbox" id="\(id)" name="\(name)" value="\(value)" \
  autocomplete="off"\(flag("checked", checked))><label for="\(id)">\(hiddenText(label))</label></span>
  """
}
