import Domain

/// The addresses of samples of decisions.
package enum SamplePaths {
  /// The list of samples, with the form that draws one.
  package static let list = "/review/sample"
  package static func page(_ id: SampleID, done: Bool = false) -> String {
    "/samples/\(id)" + (done ? "?done=drawn" : "")
  }
}
