import HTTPTypes
import Hummingbird

/// What a request says of itself, for both doors of the house: the workers' and the portal's.
extension Request {
  /// A browser says where a post comes from; one that does not must at least name no other origin.
  package var isFromHere: Bool {
    if let site = headers[.secFetchSite] {
      return site == "same-origin" || site == "none"
    }
    guard let origin = headers[.origin] else { return true }
    guard let host = head.authority else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }

  /// Whether a browser asks for a page to show, rather than a script for an answer.
  package var wantsPage: Bool {
    guard let accept = headers[.accept] else { return true }
    return accept.contains("text/html") || accept == "*/*"
  }

  /// The fields of a form that was sent: 415 for another kind, 413 for more than `most` bytes.
  package func formFields(
    upTo most: Int = 1 << 20
  ) async throws -> [(name: String, value: String)] {
    let type = headers[.contentType] ?? ""
    guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      throw HTTPError(.unsupportedMediaType)
    }
    let body = try await body.collect(upTo: most)
    guard let fields = FormBody.parse(body.readableBytesView) else { throw HTTPError(.badRequest) }
    return fields
  }

  /// A file of ours. One whose hash is in its address is kept for a year; asked for without, it is
  /// asked again.
  package func answered(with bytes: [UInt8], type: String, hash: String) -> Response {
    let tag = "\"\(hash)\""
    let isPinned = uri.query == "v=\(hash)"
    var response =
      headers[.ifNoneMatch] == tag ? Response(status: .notModified) : .bytes(bytes, type: type)
    response.headers[.eTag] = tag
    response.headers[.cacheControl] =
      isPinned ? "public, max-age=31536000, immutable" : "no-cache"
    return response
  }
}
