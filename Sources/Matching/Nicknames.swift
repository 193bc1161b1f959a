/// Given names used in England, what they are shortened to and how else they are written. A short
/// form may belong to several names: `chris` is Christopher, Christine or Christian.
package enum Nicknames {
  /// The formal names that a folded given name may stand for; itself, where it is one. Empty for a
  /// name of no family.
  package static func families(of name: String) -> [String] { byName[name] ?? [] }

  package static func areForms(_ left: String, _ right: String) -> Bool {
    let families = families(of: left)
    return !families.isEmpty && self.families(of: right).contains { families.contains($0) }
  }

  private static let byName: [String: [String]] = {
    var all: [String: [String]] = [:]
    for line in list.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      for name in names { all[name, default: []].append(names[0]) }
    }
    return all
  }()
}
