/// The letters L to Z, where the reading depends on what stands around them.
extension MetaphoneReader {
  mutating func readL() {
    guard isOne(at + 1, of: "L") else {
      add("L")
      at += 1
      return
    }
    // Cabrillo, Gallegos
    let spanish =
      (at == name.count - 3 && stands(at - 1, "ILLO", "ILLA", "ALLE"))
      || ((stands(last - 1, "AS", "OS") || isOne(last, of: "AO")) && stands(at - 1, "ALLE"))
    if spanish { add("L", "") } else { add("L") }
    at += 2
  }

  mutating func readM() {
    add("M")
    // dumb, thumber
    let silentB = stands(at - 1, "UMB") && (at + 1 == last || stands(at + 2, "ER"))
    at += silentB || isOne(at + 1, of: "M") ? 2 : 1
  }

  mutating func readP() {
    if isOne(at + 1, of: "H") {
      add("F")
      at += 2
    } else {
      // Campbell
      add("P")
      step(over: "PB")
    }
  }

  mutating func readR() {
    // Rogier, but not Hochmeier
    if at == last, !slavoGermanic, stands(at - 2, "IE"), !stands(at - 4, "ME", "MA") {
      add("", "R")
    } else {
      add("R")
    }
    step(over: "R")
  }

  mutating func readS() {
    if stands(at - 1, "ISL", "YSL") {
      // Carlisle: silent
      at += 1
    } else if at == 0, stands(0, "SUGAR") {
      add("X", "S")
      at += 1
    } else if stands(at, "SH") {
      if stands(at + 1, "HEIM", "HOEK", "HOLM", "HOLZ") { add("S") } else { add("X") }
      at += 2
    } else if stands(at, "SIO", "SIA") {
      if slavoGermanic { add("S") } else { add("S", "X") }
      at += 3
    } else if (at == 0 && isOne(1, of: "MNLW")) || isOne(at + 1, of: "Z") {
      // Smith and Schmidt, Snider and Schneider
      add("S", "X")
      step(over: "Z")
    } else if stands(at, "SC") {
      readSC()
    } else {
      // Resnais, Artois
      if at == last, stands(at - 2, "AI", "OI") { add("", "S") } else { add("S") }
      step(over: "SZ")
    }
  }

  private mutating func readSC() {
    if isOne(at + 2, of: "H") {
      if stands(at + 3, "ER", "EN") {
        // Schermerhorn, Schenker
        add("X", "SK")
      } else if stands(at + 3, "OO", "UY", "ED", "EM") {
        // school, schooner
        add("SK")
      } else if at == 0, !vowel(3), !isOne(3, of: "W") {
        add("X", "S")
      } else {
        add("X")
      }
    } else if isOne(at + 2, of: "IEY") {
      add("S")
    } else {
      add("SK")
    }
    at += 3
  }

  mutating func readT() {
    if stands(at, "TION", "TIA", "TCH") {
      add("X")
      at += 3
    } else if stands(at, "TH", "TTH") {
      // Thomas, Thames
      if stands(at + 2, "OM", "AM") || germanicStart { add("T") } else { add("0", "T") }
      at += 2
    } else {
      add("T")
      step(over: "TD")
    }
  }

  mutating func readW() {
    if stands(at, "WR") {
      add("R")
      at += 2
      return
    }
    if at == 0, vowel(1) {
      // Wasserman and Vasserman
      add("A", "F")
    } else if at == 0, isOne(1, of: "H") {
      add("A")
    }
    if (at == last && vowel(at - 1)) || stands(at - 1, "EWSKI", "EWSKY", "OWSKI", "OWSKY")
      || stands(0, "SCH")
    {
      // Arnow and Arnoff
      add("", "F")
      at += 1
    } else if stands(at, "WICZ", "WITZ") {
      // Filipowicz
      add("TS", "FX")
      at += 4
    } else {
      at += 1
    }
  }

  mutating func readX() {
    // Breaux: silent
    let french = at == last && (stands(at - 3, "IAU", "EAU") || stands(at - 2, "AU", "OU"))
    if !french { add("KS") }
    step(over: "CX")
  }

  mutating func readZ() {
    if isOne(at + 1, of: "H") {
      // Zhao
      add("J")
      at += 2
      return
    }
    if stands(at + 1, "ZO", "ZI", "ZA")
      || (slavoGermanic && at > 0 && !isOne(at - 1, of: "T"))
    {
      add("S", "TS")
    } else {
      add("S")
    }
    step(over: "Z")
  }
}
