/// Writes a census file: UTF-8, two spaces a level, absent values as absent elements, in the order
/// of the specification. The same values give the same bytes.
///
/// Written by hand with escaping, not through an encoder: the structure is fixed and small, a
/// return of a large authority is written in pieces with flat memory, and encoders were measured
/// many times slower.
package struct CINCensusWriter {
  private let sink: ([UInt8]) throws -> Void
  private var buffer: [UInt8] = []
  private var depth = 0

  /// - Parameter sink: takes the bytes in order, some 64 KiB at a time.
  package init(sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

  /// The bytes of a whole small file.
  package static func bytes(
    of header: CINCensus.Header, _ children: [CINCensus.Child]
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = CINCensusWriter { bytes += $0 }
    try writer.begin(header)
    for child in children { try writer.write(child) }
    try writer.end()
    return bytes
  }

  package mutating func begin(_ header: CINCensus.Header) throws {
    buffer += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    open("Message")
    try group("Header") { writer in
      try writer.group("CollectionDetails") {
        try $0.fields(CINCensus.Fields.collectionDetails, of: header)
      }
      try writer.group("Source") { try $0.fields(CINCensus.Fields.source, of: header) }
    }
    open("Children")
  }

  package mutating func write(_ child: CINCensus.Child) throws {
    try group("Child") { writer in
      try writer.group("ChildIdentifiers") {
        try $0.fields(CINCensus.Fields.identifiers, of: child.identifiers)
      }
      try writer.group("ChildCharacteristics") {
        try $0.fields(CINCensus.Fields.characteristics, of: child.characteristics)
        try $0.list("Disability", in: "Disabilities", child.characteristics.disabilities)
      }
      for episode in child.episodes { try writer.write(episode) }
    }
    if buffer.count >= 64 << 10 { try flush() }
  }

  /// Closes the file; nothing may be written after it.
  package mutating func end() throws {
    close("Children")
    close("Message")
    try flush()
  }

  private mutating func write(_ episode: CINCensus.Episode) throws {
    try group("CINdetails") { writer in
      try writer.fields(CINCensus.Fields.episode, of: episode)
      for assessment in episode.assessments {
        try writer.group("Assessments") {
          try $0.fields(CINCensus.Fields.assessment, of: assessment)
          try $0.list(
            "AssessmentFactors", in: "FactorsIdentifiedAtAssessment", assessment.factors)
        }
      }
      for plan in episode.cinPlans {
        try writer.group("CINPlanDates") { try $0.fields(CINCensus.Fields.cinPlan, of: plan) }
      }
      for enquiry in episode.section47s {
        try writer.group("Section47") { try $0.fields(CINCensus.Fields.section47, of: enquiry) }
      }
      try writer.fields(CINCensus.Fields.referralNFA, of: episode)
      for plan in episode.childProtectionPlans {
        try writer.group("ChildProtectionPlans") {
          try $0.fields(CINCensus.Fields.childProtectionPlan, of: plan)
          try $0.list("CPPreviewDate", in: "Reviews", plan.reviews)
        }
      }
    }
  }

  // MARK: Elements

  private mutating func group(
    _ name: String, _ inside: (inout CINCensusWriter) throws -> Void
  ) throws {
    open(name)
    try inside(&self)
    close(name)
  }

  private mutating func fields<Group>(
    _ fields: [CINCensus.Field<Group>], of group: Group
  ) throws {
    for field in fields {
      if let element = group[keyPath: field.path] { try leaf(field.name, element.text) }
    }
  }

  private mutating func list(
    _ name: String, in group: String, _ elements: [CINCensus.Element]
  ) throws {
    guard !elements.isEmpty else { return }
    open(group)
    for element in elements { try leaf(name, element.text) }
    close(group)
  }

  private mutating func open(_ name: String) {
    indent()
    buffer += Array("<\(name)>\n".utf8)
    depth += 1
  }

  private mutating func close(_ name: String) {
    depth -= 1
    indent()
    buffer += Array("</\(name)>\n".utf8)
  }

  private mutating func leaf(_ name: String, _ text: String) throws {
    indent()
    buffer += Array("<\(name)>".utf8)
    try escape(text, in: name)
    buffer += Array("</\(name)>\n".utf8)
  }

  private mutating func escape(_ text: String, in name: String) throws {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": buffer += Array("&amp;".utf8)
      case "<": buffer += Array("&lt;".utf8)
      case ">": buffer += Array("&gt;".utf8)
      case "\r": buffer += Array("&#13;".utf8)
      case "\t", "\n": buffer.append(UInt8(scalar.value))
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": throw Unwritable(element: name)
      default: buffer += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func indent() {
    for _ in 0..<depth { buffer += [0x20, 0x20] }
  }

  private mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// A value holds a character that XML has no way to write.
  package struct Unwritable: Error, Equatable, Sendable {
    package let element: String
  }
}
