import Domain

/// Reads a census file of any system and any recent year, child by child, so that memory does not
/// grow with the file. What breaks the format stops it with a ``FormatError``; what can be read in
/// spite of its form is passed on with a warning.
package struct CINCensusReader {
  /// Something that was read in spite of its form, or passed over.
  package struct Warning: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
      case namespace
      case unknownElement
      case notHeld
      case strayText
      case emptyElement
      case genderCurrent
      case outOfOrder
      case yearAndReferenceDate
    }
    package let kind: Kind
    package let line: Int
    package let element: String

    package var description: String { "Line \(line), \(what)" }

    /// Without the line: `<GenderCurrent>: of returns up to 2023-24; read as Sex.`
    package var what: String {
      let name = FormatError.isShowable(element) ? "<\(element)>" : "an element"
      return switch kind {
      case .namespace: "\(name): the namespace is passed over."
      case .unknownElement: "\(name): no such element is known; passed over."
      case .notHeld: "\(name): is not held here yet; passed over."
      case .strayText: "\(name): text between elements; passed over."
      case .emptyElement: "\(name): is empty; read as absent."
      case .genderCurrent: "\(name): of returns up to 2023-24; read as Sex."
      case .outOfOrder: "\(name): stands later than the specification has it."
      case .yearAndReferenceDate: "\(name): is not 31 March of the year given."
      }
    }
  }

  package var limits: XMLLimits
  /// Elements of one child. More is no child's record but an attack on memory.
  package var elementsPerChild = 20_000
  /// Whether what must be a date and is none stops the reading. The rules of the census read files
  /// with false dates too, in order to say so child by child.
  package var refusesFalseDates: Bool

  package init(limits: XMLLimits = XMLLimits(), refusesFalseDates: Bool = true) {
    self.limits = limits
    self.refusesFalseDates = refusesFalseDates
  }

  /// Begins to read: the header at once, the children as they are asked for.
  /// - Throws: ``FormatError``, ``ReadFailure``, or what `onWarning` threw; ``Opened/next()`` too.
  package func open(
    _ source: ByteSource, onWarning: @escaping (Warning) throws -> Void = { _ in }
  ) throws -> Opened {
    let elements = CINCensusElements(
      xml: XMLPullReader(source, limits: limits), warn: onWarning,
      refusesFalseDates: refusesFalseDates, limit: elementsPerChild, textSize: limits.textSize)
    return Opened(header: try elements.begin(), elements: elements)
  }

  /// A file being read.
  package struct Opened {
    package let header: CINCensus.Header
    fileprivate let elements: CINCensusElements

    /// The next child; nil once the whole file has been read and found well-formed. Not to be
    /// called after that, nor after an error.
    package func next() throws -> CINCensus.Child? { try elements.nextChild() }
  }

  /// A whole small file at once.
  package func file(
    _ bytes: [UInt8]
  ) throws -> (header: CINCensus.Header, children: [CINCensus.Child], warnings: [Warning]) {
    var children: [CINCensus.Child] = []
    var warnings: [Warning] = []
    let file = try open(.bytes(bytes)) { warnings.append($0) }
    while let child = try file.next() { children.append(child) }
    return (file.header, children, warnings)
  }
}
