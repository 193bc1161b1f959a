#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a file's bytes come from, a piece at a time.
package struct ByteSource {
  /// Fills part of the buffer; 0 at the end.
  package let read: (UnsafeMutableRawBufferPointer) throws -> Int

  package init(_ read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
    self.read = read
  }

  package static func bytes(_ bytes: [UInt8]) -> ByteSource {
    var position = 0
    return ByteSource { buffer in
      let count = min(buffer.count, bytes.count - position)
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
      }
      position += count
      return count
    }
  }

  /// Reads on from where the open file stands. The caller closes it.
  package static func descriptor(_ descriptor: Int32) -> ByteSource {
    ByteSource { buffer in
      while true {
        let count = readOnce(descriptor, buffer)
        if count >= 0 { return count }
        if errno != EINTR { throw ReadFailure(code: errno) }
      }
    }
  }
}

/// Apart, because inside ``ByteSource`` the name is taken.
private func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

/// The file system could not give the bytes.
package struct ReadFailure: Error, Equatable, Sendable {
  /// As in `errno`.
  package let code: Int32
}
