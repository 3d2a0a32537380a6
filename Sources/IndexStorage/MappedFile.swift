internal import Messages
package import SystemCalls

// SAFETY, all of this file: `base` is the mapping made in `init`, with its size; only `deinit`
// unmaps it. A span that is lent does not outlive the file.

/// A file mapped into memory for reading.
///
/// The files of an index never change once written, so the bytes stay the same while the file is
/// held, even after a writer has removed its name. If another program truncates a mapped file, the
/// process ends with SIGBUS, as with every program that maps files. A `ByteRegion` lies within the
/// size that the file had when it was opened.
@usableFromInline @safe package final class MappedFile: Sendable {
    /// The path that was opened.
    package let path: String
    /// The size in bytes.
    @usableFromInline package let count: Int
    /// The identity of the file, whatever its path leads to later.
    package let identity: FileIdentity?
    // SAFETY: `base` addresses `count` readable bytes from `init` to `deinit`, which are never
    // written to.
    @usableFromInline nonisolated(unsafe) let base: UnsafeRawPointer?

    /// Maps a file.
    ///
    /// - Throws: `StorageError` if the file does not exist, cannot be read, or is not a regular
    ///   file.
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

    /// Releases the memory of the pages read so far; they are read again as needed.
    ///
    /// This keeps a scan of a large file from holding all of it in memory.
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
