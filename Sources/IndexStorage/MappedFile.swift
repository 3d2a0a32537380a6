internal import Messages
package import SystemCalls

// SAFETY, all of this file: `base` is what was mapped in `init`, with its size, and is unmapped in
// `deinit` only. A span that is lent does not outlive the file.

/// A file mapped into memory for reading.
///
/// The files of an index are never changed once they are written, so the bytes stay the same as
/// long as the file is held, even after a writer has removed its name. A file that something else
/// truncates while it is mapped ends the process with SIGBUS, as it does in every program that maps
/// files; `ByteRegion` therefore lies within the size that the file had when it was opened.
@usableFromInline @safe package final class MappedFile: Sendable {
    /// The path that the file was opened by.
    package let path: String
    /// The size in bytes.
    @usableFromInline package let count: Int
    /// Which file it is, whatever its path leads to later.
    package let identity: FileIdentity?
    // SAFETY: `base` addresses `count` readable bytes from `init` to `deinit`, never written to.
    @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer?

    /// Maps a file.
    ///
    /// - Throws: `StorageError` if the file is not there, cannot be read, or is no regular file.
    package init(path: String) throws(StorageError) {
        let (descriptor, openError) = Posix.open(path, .readFile)
        guard openError == 0 else { throw .system(openError, path: path, "open the file") }
        defer { _ = Posix.closeFile(descriptor) }
        let (size, kind, statusError) = Posix.status(descriptor)
        guard statusError == 0 else { throw .system(statusError, path: path, "read the file") }
        guard kind != .folder else {
            throw StorageError(.io, path: path, "is a folder, not a file")
        }
        guard kind == .regular else {
            throw StorageError(.io, path: path, "is a pipe or a device, not a file")
        }
        self.path = path
        count = size
        identity = Posix.identity(descriptor)
        if size == 0 {
            unsafe base = nil
        } else {
            let (mapped, mapError) = unsafe Posix.map(descriptor, size: size)
            guard mapError == 0 else { throw .system(mapError, path: path, "map the file") }
            unsafe base = mapped
        }
    }

    deinit {
        if let base = unsafe base { unsafe Posix.unmap(base, size: count) }
    }

    /// Lets the memory go into which the file was read so far; it is read again as needed.
    ///
    /// What reads a large file from end to end does not hold all of it in memory by this.
    package func releasePages() {
        if let base = unsafe base { unsafe Posix.release(base, size: count) }
    }

    /// The bytes of the file.
    @inlinable package var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            guard let base = unsafe base else { return RawSpan() }
            let span = unsafe RawSpan(_unsafeStart: base, byteCount: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }
}
