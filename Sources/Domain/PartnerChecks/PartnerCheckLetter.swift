import Foundation

extension PartnerCheck.Request {
  /// The least that serves: who it is about, why, on what basis, what is asked, by when. Everything
  /// typed passes through what is kept back.
  init(
    _ question: PartnerCheck.Question, people: [PartnerCheck.Listed],
    _ keptBack: PartnerCheck.KeptBack,
    by worker: WorkerID?, today: Day
  ) {
    let template = CheckTemplates.inForce(on: today)
    let own = Set(template.questions(for: question.agency))
    var cleaner = PartnerCheck.Cleaner(keptBack, ticked: question.keys, people: people)
    about = question.about
    agency = question.agency
    who = cleaner.homes(question.who)
    self.people = people
    reason = cleaner.clean(question.reason)
    basis = question.basis
    basisWords = cleaner.clean(question.basisWords)
    // A question as the template has it holds nothing of this case.
    questions = question.questions.filter { !$0.isEmpty }.map { line in
      own.contains(line) ? line : cleaner.clean(line)
    }
    askedOn = today
    dueOn = question.dueOn
    by = worker
    addressee = question.addressee
    self.template = template.edition
    takenOut = PartnerCheck.TakenOut.allCases.filter(cleaner.found.contains)
    words = ""
    words = letter(from: question.from, law: template.law(for: question.agency))
  }

  private func letter(from: String, law: String) -> String {
    let named = people.map { "\($0.name), \($0.birth ?? "date of birth not known")" }
    let asked = questions.enumerated().map { "\($0.offset + 1). \($0.element)" }
    let family =
      basis == .consent
      ? "" : "\nDo not tell the family of this request without speaking to us first."
    return """
      To: \(who)
      From: \(from)
      Asked on \(askedOn.longWithWeekday)
      Answer by \(dueOn.longWithWeekday)

      About
      \(named.joined(separator: "\n"))

      Why we ask
      \(reason)

      On what basis
      \(basis.words): \(basisWords)
      \(law)

      What we ask
      \(asked.joined(separator: "\n"))

      Answer what is asked here and no more. If you know nothing, tell us that: it helps too.\(family)
      """
  }
}

extension PartnerCheck {
  /// What an agency must not learn from a check.
  package struct KeptBack: Sendable, Equatable {
    package var homes: UndisclosedHomes
    /// Where the caller's identity is to be kept from the family: the name, each word of which tells.
    package var callerName: String?
    /// And what tells only as a whole: number, agency.
    package var caller: [String]
    /// The names of everybody in the contact, by key.
    package var names: [Int: [Person.Name]]

    package var keepsCaller: Bool { callerName != nil || !caller.isEmpty }

    package init(
      homes: UndisclosedHomes, callerName: String? = nil, caller: [String] = [],
      names: [Int: [Person.Name]]
    ) {
      self.homes = homes
      self.callerName = callerName
      self.caller = caller
      self.names = names
    }
  }

  /// Takes out of a text what is kept back, and remembers of what sort it was.
  struct Cleaner {
    /// What stands where something was taken out. It does not say what, for that would tell.
    static let gap = "(taken out)"

    private(set) var found: Set<TakenOut> = []
    private let keptBack: KeptBack
    private let caller: [Phrase]
    private let others: [Phrase]

    init(_ keptBack: KeptBack, ticked: [Int], people: [Listed]) {
      self.keptBack = keptBack
      let mine = keptBack.names.filter { ticked.contains($0.key) }.values.joined()
      let shared = Set(
        (mine.map(\.full) + people.map(\.name)).flatMap { Phrase.words(in: $0).map(\.plain) })
      caller = Phrase.longestFirst(
        (keptBack.callerName.map { Phrase.all(of: $0, except: shared) } ?? [])
          + keptBack.caller.flatMap { Phrase.whole(of: $0, except: shared) })
      others = Phrase.longestFirst(
        keptBack.names.filter { !ticked.contains($0.key) }.values.joined().flatMap {
          Phrase.all(of: [$0.given, $0.family].joined(separator: " "), except: shared)
        })
    }

    mutating func homes(_ text: String) -> String {
      let kept = keptBack.homes.takenOut(of: text)
      if kept != text { found.insert(.address) }
      return kept
    }

    mutating func clean(_ text: String) -> String {
      var text = homes(text)
      for (phrases, what) in [(caller, TakenOut.caller), (others, .others)] {
        let kept = Phrase.takenOut(phrases, of: text)
        if kept != text { found.insert(what) }
        text = kept
      }
      return text
    }
  }

  /// Words that stand for somebody, however they are spaced and joined.
  struct Phrase {
    let plain: String
    /// A single name is found where it is written as a name: `Will`, not `will`.
    let asName: Bool

    private static let titles: Set<String> = [
      "mr", "mrs", "ms", "miss", "dr", "prof", "sergeant", "sgt", "pc", "the", "and", "of",
    ]

    /// The whole, and each word by itself that is nobody else's and no title.
    static func all(of text: String, except shared: Set<String>) -> [Phrase] {
      let single = words(in: text).map(\.plain).filter {
        $0.count > 1 && !shared.contains($0) && !titles.contains($0)
          && !$0.contains(where: \.isNumber)
      }
      let plain = words(in: text).map(\.plain).filter { !titles.contains($0) }
      return whole(of: text, except: shared)
        + whole(of: plain.joined(separator: " "), except: shared)
        + single.map { Phrase(plain: $0, asName: true) }
    }

    /// The whole alone, where it is more than a word, or a number.
    static func whole(of text: String, except shared: Set<String>) -> [Phrase] {
      let words = words(in: text).map(\.plain)
      let joined = words.joined()
      guard words.count > 1 || joined.contains(where: \.isNumber), !shared.contains(joined) else {
        return []
      }
      return [Phrase(plain: joined, asName: false)]
    }

    static func longestFirst(_ phrases: [Phrase]) -> [Phrase] {
      phrases.sorted { ($0.plain.count, $0.plain) > ($1.plain.count, $1.plain) }
    }

    static func words(in text: String) -> [(plain: String, range: Range<String.Index>)] {
      text.split { !$0.isLetter && !$0.isNumber }.map { word in
        let plain = word.folding(
          options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        return (plain, word.startIndex..<word.endIndex)
      }
    }

    static func takenOut(_ phrases: [Phrase], of text: String) -> String {
      guard !phrases.isEmpty else { return text }
      let words = words(in: text)
      var (result, at, copied) = ("", 0, text.startIndex)
      while at < words.count {
        guard let count = length(of: phrases, at: at, in: words, of: text) else {
          at += 1
          continue
        }
        result += text[copied..<words[at].range.lowerBound] + Cleaner.gap
        at += count
        copied = words[at - 1].range.upperBound
      }
      return result + text[copied...]
    }

    /// How many words from here are one of the phrases.
    private static func length(
      of phrases: [Phrase], at: Int, in words: [(plain: String, range: Range<String.Index>)],
      of text: String
    ) -> Int? {
      for phrase in phrases {
        var joined = ""
        for next in at..<words.count where joined.count < phrase.plain.count {
          joined += words[next].plain
          guard phrase.plain.hasPrefix(joined) else { break }
          guard joined == phrase.plain else { continue }
          if !phrase.asName || text[words[at].range].first?.isUppercase == true {
            return next - at + 1
          }
        }
      }
      return nil
    }
  }
}
