internal import Messages
internal import SystemCalls

/// A file being written, through a buffer.
///
/// Whoever makes it calls `finish()`; a file that is dropped before is closed and incomplete.
///
/// A call that fails leaves the file so that the call can be made again: bytes are written to their
/// places, not behind the last that were written.
package final class OutputFile {
    package let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let faults: FaultPlan?
    private let bufferSize = 1 << 20
    /// How many bytes have left the buffer.
    private var written = 0
    /// How many bytes the file on the disk may have.
    private var extent = 0
    /// True if the system has failed to make the bytes survive, and may have forgotten which.
    private var isSuspect = false
    /// True if all bytes had to be written once more, from what the system gave back.
    package private(set) var isWrittenAgain = false
    /// How many bytes have been written.
    package var count: Int { written + buffer.count }

    /// - Parameter written: how many bytes the file has.
    init(path: String, descriptor: Int32, written: Int, faults: FaultPlan?) {
        self.path = path
        self.descriptor = descriptor
        self.faults = faults
        self.written = written
        extent = written
        buffer.reserveCapacity(bufferSize)
    }

    deinit {
        if descriptor >= 0 { _ = Posix.closeFile(descriptor) }
    }

    private func check(_ errno: Int32, _ operation: String) throws(StorageError) {
        guard errno == 0 else { throw .system(errno, path: path, operation) }
    }

    /// Writes bytes behind what is written.
    package func write(_ bytes: [UInt8]) throws(StorageError) {
        if buffer.count + bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
            return
        }
        try flush()
        if bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
        } else {
            try place(bytes)
        }
    }

    /// Forgets what was written behind the first bytes.
    ///
    /// - Precondition: there are so many.
    package func rewind(to count: Int) {
        precondition(count >= 0 && count <= self.count, "a file is rewound, not extended")
        if count >= written {
            buffer.removeLast(self.count - count)
        } else {
            buffer.removeAll(keepingCapacity: true)
            written = count
        }
    }

    private func flush() throws(StorageError) {
        guard !buffer.isEmpty else { return }
        try place(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes bytes behind those that have left the buffer.
    private func place(_ bytes: [UInt8]) throws(StorageError) {
        try reopen()
        extent = max(extent, written + bytes.count)
        try check(
            faults?.next() ?? Posix.writeAll(descriptor, bytes, at: written), "write to the file")
        written += bytes.count
    }

    /// Opens the file again if it was finished: what came behind that may have failed.
    private func reopen() throws(StorageError) {
        guard descriptor < 0 else { return }
        let (opened, errno) = Posix.open(path, .update)
        try check(errno, "open the file")
        descriptor = opened
    }

    /// Writes what is left, makes it survive a loss of power and closes the file.
    package func finish() throws(StorageError) {
        try flush()
        try reopen()
        if isSuspect { try writeAgain() }
        if extent > written {
            try check(faults?.next() ?? Posix.truncate(descriptor, written), "shorten the file")
            extent = written
        }
        let errno = faults?.next() ?? Posix.synchronize(descriptor)
        isSuspect = errno != 0
        try check(errno, "synchronise the file")
        // What has survived this far, closing cannot undo.
        _ = Posix.closeFile(descriptor)
        descriptor = -1
    }

    /// Writes every byte once more.
    ///
    /// A system that could not write some pages may count them as written from then on: to
    /// synchronise the file again would then promise too much (A. Rebello and others, "Can
    /// Applications Recover from fsync Failures?", USENIX ATC 2020).
    private func writeAgain() throws(StorageError) {
        let end = written
        written = 0
        isWrittenAgain = true
        defer { written = end }
        while written < end {
            let (bytes, errno) = Posix.readPart(
                descriptor, at: written, count: min(bufferSize, end - written))
            try check(errno, "read the file")
            guard !bytes.isEmpty else {
                throw StorageError(.io, path: path, "the file is shorter than what was written")
            }
            try place(bytes)
        }
    }
}
