/// The letters C to J, where the reading depends on what stands around them.
extension MetaphoneReader {
  /// `van`, `von`, `Sch`.
  var germanicStart: Bool { stands(0, "VAN ", "VON ", "SCH") }

  mutating func readC() {
    // Bacher, Macher
    if at > 1, !vowel(at - 2), stands(at - 1, "ACH"), !isOne(at + 2, of: "I"),
      !isOne(at + 2, of: "E") || stands(at - 2, "BACHER", "MACHER")
    {
      add("K")
      at += 2
    } else if at == 0, stands(0, "CAESAR") {
      add("S")
      at += 2
    } else if stands(at, "CHIA") {
      // Chianti
      add("K")
      at += 2
    } else if stands(at, "CH") {
      readCH()
    } else if stands(at, "CZ"), !stands(at - 2, "WICZ") {
      // Czerny
      add("S", "X")
      at += 2
    } else if stands(at + 1, "CIA") {
      // focaccia
      add("X")
      at += 3
    } else if stands(at, "CC"), !(at == 1 && letter(0) == UInt8(ascii: "M")) {
      readCC()
    } else if stands(at, "CK", "CG", "CQ") {
      add("K")
      at += 2
    } else if stands(at, "CI", "CE", "CY") {
      if stands(at, "CIO", "CIE", "CIA") { add("S", "X") } else { add("S") }
      at += 2
    } else {
      add("K")
      // Mac Caffrey
      if stands(at + 1, " C", " Q", " G") {
        at += 3
      } else if isOne(at + 1, of: "CKQ"), !stands(at + 1, "CE", "CI") {
        at += 2
      } else {
        at += 1
      }
    }
  }

  private mutating func readCH() {
    let greekStart =
      at == 0 && stands(1, "HARAC", "HARIS", "HOR", "HYM", "HIA", "HEM") && !stands(0, "CHORE")
    if at > 0, stands(at, "CHAE") {
      // Michael
      add("K", "X")
    } else if greekStart {
      add("K")
    } else if germanicStart || stands(at - 2, "ORCHES", "ARCHIT", "ORCHID")
      || isOne(at + 2, of: "TS")
      || ((at == 0 || isOne(at - 1, of: "AOUE")) && isOne(at + 2, of: "LRNMBHFVW "))
    {
      // Bach, Christopher, Wächtler
      add("K")
    } else if at == 0 {
      add("X")
    } else if stands(0, "MC") {
      // McHugh
      add("K")
    } else {
      add("X", "K")
    }
    at += 2
  }

  private mutating func readCC() {
    // Bellocchio, but not Bacchus
    if isOne(at + 2, of: "IEH"), !stands(at + 2, "HU") {
      let accident = at == 1 && letter(0) == UInt8(ascii: "A")
      if accident || stands(at - 1, "UCCEE", "UCCES") { add("KS") } else { add("X") }
      at += 3
    } else {
      add("K")
      at += 2
    }
  }

  mutating func readD() {
    if stands(at, "DG") {
      if isOne(at + 2, of: "IEY") {
        // edge
        add("J")
        at += 3
      } else {
        // Edgar
        add("TK")
        at += 2
      }
    } else {
      add("T")
      step(over: "TD")
    }
  }

  mutating func readG() {
    if isOne(at + 1, of: "H") {
      readGH()
    } else if isOne(at + 1, of: "N") {
      if at == 1, vowel(0), !slavoGermanic {
        add("KN", "N")
      } else if !stands(at + 2, "EY"), !slavoGermanic {
        // not Cagney
        add("N", "KN")
      } else {
        add("KN")
      }
      at += 2
    } else if stands(at + 1, "LI"), !slavoGermanic {
      // Tagliaro
      add("KL", "L")
      at += 2
    } else if at == 0,
      stands(1, "Y", "ES", "EP", "EB", "EL", "EY", "IB", "IL", "IN", "IE", "EI", "ER")
    {
      add("K", "J")
      at += 2
    } else if stands(at + 1, "ER", "Y"), !stands(0, "DANGER", "RANGER", "MANGER"),
      !isOne(at - 1, of: "EI"), !stands(at - 1, "RGY", "OGY")
    {
      add("K", "J")
      at += 2
    } else if isOne(at + 1, of: "EIY") || stands(at - 1, "AGGI", "OGGI") {
      // Biaggi
      if germanicStart || stands(at + 1, "ET") {
        add("K")
      } else if stands(at + 1, "IER ") {
        add("J")
      } else {
        add("J", "K")
      }
      at += 2
    } else {
      add("K")
      step(over: "G")
    }
  }

  private mutating func readGH() {
    if at > 0, !vowel(at - 1) {
      add("K")
    } else if at == 0 {
      // Ghislaine, Ghali
      if isOne(2, of: "I") { add("J") } else { add("K") }
    } else if (at > 1 && isOne(at - 2, of: "BHD")) || (at > 2 && isOne(at - 3, of: "BHD"))
      || (at > 3 && isOne(at - 4, of: "BH"))
    {
      // Hugh, bough: silent
    } else if at > 2, isOne(at - 1, of: "U"), isOne(at - 3, of: "CGLRT") {
      // McLaughlin, Gough
      add("F")
    } else if !isOne(at - 1, of: "I") {
      add("K")
    }
    at += 2
  }

  /// Heard at the start and between vowels.
  mutating func readH() {
    if at == 0 || vowel(at - 1), vowel(at + 1) {
      add("H")
      at += 2
    } else {
      at += 1
    }
  }

  mutating func readJ() {
    if stands(at, "JOSE") || stands(0, "SAN ") {
      if (at == 0 && isOne(at + 4, of: " ")) || stands(0, "SAN ") {
        add("H")
      } else {
        add("J", "H")
      }
      at += 1
      return
    }
    if at == 0 {
      // Jankelowicz, Yankelovich
      add("J", "A")
    } else if vowel(at - 1), !slavoGermanic, isOne(at + 1, of: "AO") {
      add("J", "H")
    } else if at == last {
      add("J", "")
    } else if !isOne(at + 1, of: "LTKSNMBZ"), !isOne(at - 1, of: "SKL") {
      add("J")
    }
    step(over: "J")
  }
}
