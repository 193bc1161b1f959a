import Domain
import HTML

/// Somebody's own words with their source, as many as are needed: two boxes a row, one row more on
/// asking for it.
struct QuoteRows: Sendable {
  /// The ids begin with it: `words-P-1` gives `words-P-1-1-said` and `words-P-1-1-source`.
  let id: String
  let legend: String
  /// Empty rows beyond those that hold something.
  var extra = 0

  static let most = 40

  /// The button that asks for one row more.
  var add: String { "add-\(id)" }

  func draw(_ view: FormView) -> HTML {
    let rows = max(1, min(QuoteRows.most, filled(view.answers) + extra))
    return fieldset(
      legend: legend, hint: "As they said it. Say who told whom, where and when.",
      content: HTML(each: 1...rows) { row in
        textArea(
          id: said(row), label: rows == 1 ? "Their words" : "Their words, \(row)",
          value: view.answers[said(row)] ?? "", error: view.error(said(row)), optional: true,
          rows: 2)
          + textInput(
            id: source(row), label: rows == 1 ? "Source" : "Source, \(row)",
            hint: row == 1 ? "For example, Aisha, at school, 3 May" : nil,
            value: view.answers[source(row)] ?? "", error: view.error(source(row)),
            optional: true) + from(view.answers[record(row)], row)
      } + addAnother("Add another quote", value: add))
  }

  func read(_ reader: inout AnswerReader) -> [Assessment.Quote] {
    let rows = filled(reader.answers)
    guard rows > 0 else { return [] }
    return (1...rows).compactMap { row in
      let words = reader.textIfAny(said(row), "the words", longest: 4000)
      let from = reader.textIfAny(source(row), "the source", longest: 400)
      switch (words, from) {
      case (.some(let words), .some(let from)):
        return Assessment.Quote(
          words: words, source: from, record: reader.textIfAny(record(row)))
      case (.some, nil):
        reader.wrong(source(row), "Say who said it, where and when")
        return nil
      case (nil, .some):
        reader.wrong(said(row), "Enter the words, or empty the source")
        return nil
      case (nil, nil): return nil
      }
    }
  }

  func fill(_ answers: inout Answers, with quotes: [Assessment.Quote]) {
    for (index, quote) in quotes.enumerated() {
      answers[said(index + 1)] = quote.words
      answers[source(index + 1)] = quote.source
      answers[record(index + 1)] = quote.record
    }
  }

  /// One quote more, in the first row that is empty.
  func insert(_ quote: Assessment.Quote, into answers: inout Answers) {
    let row = filled(answers) + 1
    guard row <= QuoteRows.most else { return }
    answers[said(row)] = quote.words
    answers[source(row)] = quote.source
    answers[record(row)] = quote.record
  }

  /// The record a quote was taken from: carried along, so that the quote keeps its link.
  private func from(_ text: String?, _ row: Int) -> HTML {
    guard let text, let stream = FactStream(text), let page = RecordPaths.page(stream) else {
      return ""
    }
    return """
      \(hiddenField(record(row), text))<p class="meta">Taken from \
      \(textLink(RecordPaths.name(stream), to: page))</p>
      """
  }

  /// The last row that holds something.
  private func filled(_ answers: Answers) -> Int {
    (1...QuoteRows.most).last { row in
      [said(row), source(row)].contains { !(answers[$0] ?? "").isEmpty }
    } ?? 0
  }

  private func said(_ row: Int) -> String { "\(id)-\(row)-said" }
  private func source(_ row: Int) -> String { "\(id)-\(row)-source" }
  private func record(_ row: Int) -> String { "\(id)-\(row)-record" }
}
