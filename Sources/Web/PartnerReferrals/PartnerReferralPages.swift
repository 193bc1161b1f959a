import Domain
import HTML
import Store

/// The form as it was sent, question by question.
func partnerReferralPage(
  _ sent: PartnerReferralTable.Whole, keepsAddressBack: Bool, note: HTML?
) -> Page {
  let form = sent.form
  var page = Page(
    "What the referrer sent",
    main: """
      \(if: form.inDanger == .yes, warningText(
        "A child is in danger now. Done so far: \(form.dangerAction ?? "Not recorded")"))
      \(summaryCard("Who sent it", rows: senderRows(form)))
      \(summaryCard("Children", rows: childRows(form, keepsAddressBack)))
      \(summaryCard("Adults at home", rows: adultRows(form)))
      \(summaryCard("In their words", rows: [
        SummaryRow("What worries them", html: prose(form.worry)),
        words("What is going well", form.goingWell), words("What has been done", form.done),
        words("What the child says", form.childSays),
      ]))
      \(summaryCard("What the family knows", rows: [
        SummaryRow("Told of this", form.consent.told.words),
        SummaryRow("Agrees", form.consent.agreed.words),
        words("Why, or why not", form.consent.words),
      ]))
      \(sentFiles(sent, note))
      """)
  page.caption = "Form \(sent.id), reference \(form.reference)"
  page.about = sent.id.description
  return page
}

private func words(_ key: String, _ text: String?) -> SummaryRow {
  text.map { SummaryRow(key, html: prose($0)) } ?? SummaryRow(key, nil)
}

private func senderRows(_ form: PartnerReferral.Form) -> [SummaryRow] {
  let sender = form.sender
  return [
    SummaryRow("Sent", form.sentAt.long), SummaryRow("How we know who it is", sender.kind.words),
    SummaryRow("Name", sender.name), SummaryRow("Job, or who they are to the child", sender.job),
    SummaryRow(
      "Agency", [sender.agencyName, sender.agency].compactMap { $0 }.joined(separator: ", ")),
    SummaryRow("Source", sender.source.meaning), SummaryRow("Email", sender.email),
    SummaryRow("Phone", sender.phone),
    SummaryRow(
      "Their name", sender.keepFromFamily ? "Keep it from the family" : "May be shared"),
    SummaryRow(
      "How to answer them",
      [sender.reply?.words, sender.replyWords].compactMap { $0 }.joined(separator: ". ")),
    SummaryRow("Child in danger now", form.inDanger.words),
  ]
}

private func childRows(_ form: PartnerReferral.Form, _ keepsBack: Bool) -> [SummaryRow] {
  let children = form.children.filter { !$0.isEmpty }.map { child in
    SummaryRow(
      child.full.isEmpty ? "Name not known" : child.full,
      [
        child.birth.map { "born \($0.long)" }, child.age.map { "age: \($0)" },
        child.school.map { "goes to \($0)" },
      ].compactMap { $0 }.joined(separator: ", "))
  }
  let home = [form.address, form.postcode].compactMap { $0 }.joined(separator: "\n")
  return children + [
    keepsBack && !home.isEmpty
      ? SummaryRow("Where they live", UndisclosedHomes.words)
      : words("Where they live", home.nonEmpty)
  ]
}

private func adultRows(_ form: PartnerReferral.Form) -> [SummaryRow] {
  let adults = form.adults.filter { !$0.isEmpty }
  guard !adults.isEmpty else { return [SummaryRow("Adults", nil)] }
  return adults.map { adult in
    SummaryRow(
      adult.full.isEmpty ? "Name not known" : adult.full,
      [adult.relation, adult.phone].compactMap { $0 }.joined(separator: ", "))
  }
}

private func sentFiles(_ sent: PartnerReferralTable.Whole, _ note: HTML?) -> HTML {
  let files = sent.form.files
  guard !files.isEmpty else { return card("Files", content: emptyState("No file came with it.")) }
  let rows = files.enumerated().map { index, file in
    TaskRow(
      file.name, url: PartnerReferralPaths.file(sent.id, index + 1),
      hint: "\(file.kind.words), \(file.sizeInWords)")
  }
  return card(
    "Files",
    content: """
      <p>From outside the council. Open a file only if you expected one like it; it is saved, not \
      shown here. What cameras write into pictures was taken out, so a photo may lie on its side.</p>\(note)
      \(taskList(rows))
      """)
}

/// On the page of the contact that it became.
func sentFormCard(_ sent: PartnerReferralTable.Whole) -> HTML {
  let files = sent.form.files.count
  return card(
    "What the referrer sent",
    content: """
      <p>\(textLink("Form \(sent.id), as it was sent", to: PartnerReferralPaths.page(sent.id))), \
      \(files == 0 ? "without files" : "with \(counted(files, "file", "files"))"). \
      Its sender knows it as \(sent.form.reference).</p>
      """)
}

extension PartnerReferral.File {
  /// `340 KB`, `1.2 MB`
  package var sizeInWords: String {
    guard size >= 1_000_000 else { return "\(max(1, size / 1000)) KB" }
    return "\(size / 1_000_000).\(size % 1_000_000 / 100_000) MB"
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
