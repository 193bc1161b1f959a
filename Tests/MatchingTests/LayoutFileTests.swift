import Domain
import Foundation
import Testing

@testable import Matching

/// A council's own layouts of pasted texts, from a file.
@Suite("A file of layouts") struct LayoutFileTests {
  static let today = Day(number: 20_528)

  static func read(_ json: String) throws -> [Layout] { try LayoutFile.read(Array(json.utf8)) }

  static func problem(_ json: String) -> String? {
    do {
      _ = try read(json)
      return nil
    } catch {
      return (error as? LayoutFile.Problem)?.message
    }
  }

  @Test("A text of the council's own force is read by the file's layout") func own() throws {
    let layouts = try Self.read(
      """
      {"layouts": [{"name": "Harbour form 12", "signs": ["harbour", "FORM 12"], "source": "4",
        "method": "police", "familyFirst": true, "references": ["HC"],
        "labels": {"Juv. nominal": "child", "Log": "reference", "RAG": "grading"},
        "headings": {"What the officer saw": "account"}}]}
      """)
    let text = """
      HARBOUR POLICE FORM 12
      Log: HC/881/26
      RAG: Amber
      JUV NOMINAL: PENROSE Jory 14/03/2017
      What the officer saw
      He was on the stairs, awake.
      """
    let reading = PastedText.read(text, layouts: layouts, today: Self.today)
    #expect(reading.layout == "Harbour form 12")
    #expect(reading.people.map(\.full) == ["Jory Penrose"])
    #expect(reading.people.first?.birth?.iso == "2017-03-14")
    #expect(reading.reference == "HC/881/26")
    #expect(reading.grading == "Amber")
    #expect(reading.account?.contains("on the stairs, awake") == true)
    // The same text means less to the layouts that come with Threshold.
    let shipped = PastedText.read(text, today: Self.today)
    #expect(shipped.grading == nil && shipped.account == nil)
  }

  @Test("Where a file adds nothing, texts are read as they were") func shipped() throws {
    let layouts = try Self.read(#"{"layouts": []}"#)
    #expect(layouts.map(\.name) == Layout.shipped.map(\.name))
  }

  @Test(
    "What is wrong with a file is said with its place in it",
    arguments: [
      ("{", "It is not JSON"),
      (#"{"layout": []}"#, "layouts: is missing"),
      (#"{"layouts": [{"signs": ["a"]}]}"#, "layouts[0].name: is missing"),
      (#"{"layouts": [{"name": " ", "signs": ["a"]}]}"#, "layouts[0].name: give"),
      (#"{"layouts": [{"name": "A", "signs": []}]}"#, "layouts[0].signs: say"),
      (#"{"layouts": [{"name": "A", "signs": ["a"], "least": 2}]}"#, "layouts[0].least: must"),
      (#"{"layouts": [{"name": "A", "signs": ["a"], "least": "x"}]}"#, "layouts[0].least: is of"),
      (#"{"layouts": [{"name": "A", "signs": ["a"], "source": "9Z"}]}"#, "layouts[0].source: 9Z"),
      (#"{"layouts": [{"name": "A", "signs": ["a"], "method": "fax"}]}"#, "layouts[0].method: fax"),
      (
        #"{"layouts": [{"name": "A", "signs": ["a"], "labels": {"X": "who"}}]}"#,
        "layouts[0].labels.X: who is none of"
      ),
      (
        #"{"layouts": [{"name": "A", "signs": ["a"], "headings": {"X": "who"}}]}"#,
        "layouts[0].headings.X: who is none of"
      ),
      (
        #"{"layouts": [{"name": "A", "signs": ["a"]}, {"name": "A", "signs": ["b"]}]}"#,
        "Two layouts are called A"
      ),
    ])
  func wrong(_ json: String, _ words: String) {
    let problem = Self.problem(json)
    #expect(problem?.hasPrefix(words) == true, "\(problem ?? "nothing")")
  }
}
