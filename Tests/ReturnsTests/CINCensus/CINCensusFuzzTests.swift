import Foundation
import Testing

@testable import Returns

@Suite("Damaged census files", .enabled(if: Samples.arePresent))
struct CINCensusFuzzTests {
  /// `THRESHOLD_FUZZ=1000000 swift test --filter CINCensusFuzzTests` for a long run.
  static let count =
    ProcessInfo.processInfo.environment["THRESHOLD_FUZZ"].flatMap { Int($0) } ?? 20_000

  @Test("20,000 damaged samples are each read or refused, and none ends the process")
  func damaged() throws {
    let samples = try Samples.names.filter { $0 != "fake_CIN_data" }.map { try Samples.cin($0) }
    var dice = Dice(seed: 2026)
    var read = 0
    var refused = 0
    for number in 0..<Self.count {
      let bytes = mutated(samples[number % samples.count], &dice)
      do {
        let file = try CINCensusReader().file(bytes)
        // What could be read can be written, and is read as the same again.
        let written = try CINCensusWriter.bytes(of: file.header, file.children)
        #expect(try CINCensusReader().file(written).children == file.children, "mutation \(number)")
        read += 1
      } catch let error as FormatError {
        #expect(error.line >= 1, "mutation \(number)")
        refused += 1
      }
    }
    #expect(read + refused == Self.count)
    // Were either near nothing, the mutations would be too wild or too tame to mean anything.
    #expect(read > Self.count / 50)
    #expect(refused > Self.count / 50)
  }

  private func mutated(_ sample: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = sample
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      let length = min(Int.random(in: 1...40, using: &dice), bytes.count - place)
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
      case 4: bytes.removeSubrange(place...)
      case 5:
        let other = Int.random(in: 0...bytes.count - length, using: &dice)
        bytes.replaceSubrange(place..<place + length, with: Array(bytes[other..<other + length]))
      case 6: bytes[place] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &dice)
      default:
        let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &dice)]
        bytes.insert(contentsOf: piece, at: place)
      }
    }
    return bytes
  }

  private static let pieces: [[UInt8]] =
    [
      "<!DOCTYPE a>", "<!ENTITY x 'y'>", "&x;", "&#0;", "&#x110000;", "<![CDATA[", "]]>", "<!--",
      "-->",
      "<?xml version='1.0' encoding='UTF-16'?>", "<a xmlns:b='c'>", "</Child>", "<Child>", "</",
      "<CINdetails/>", "\u{FEFF}", "\u{2028}", "<UPN/>", "\u{1F9D2}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0], [0x1B, 0x5B]]
}
