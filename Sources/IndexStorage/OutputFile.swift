internal import Messages
internal import SystemCalls

/// A file being written, through a buffer.
///
/// The owner must call `finish()`; a file that is dropped before is closed and stays incomplete.
///
/// A failed call can be repeated: bytes are written at their own offsets, not appended after the
/// last that were written.
package final class OutputFile {
    package let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let faults: FaultPlan?
    private let bufferSize = 1 << 20
    /// The number of bytes that have left the buffer.
    private var written = 0
    /// The greatest number of bytes that the file on disk may have.
    private var extent = 0
    /// Whether the system failed to make bytes durable, and may have dropped some of them.
    private var isSuspect = false
    /// Whether all bytes had to be written again, read back from the system.
    package private(set) var isWrittenAgain = false
    /// The number of bytes written, buffered ones included.
    package var count: Int { written + buffer.count }

    /// - Parameter written: the number of bytes that the file has.
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

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(StorageError) {
        if buffer.count + bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
            return
        }
        try flush()
        if bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
        } else {
            try writeToFile(bytes)
        }
    }

    /// Discards everything after the first `count` bytes.
    ///
    /// - Precondition: the file has at least that many.
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
        try writeToFile(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes bytes after those that have left the buffer.
    private func writeToFile(_ bytes: [UInt8]) throws(StorageError) {
        try reopen()
        extent = max(extent, written + bytes.count)
        try check(
            faults?.next() ?? Posix.writeAll(descriptor, bytes, at: written), "write to the file")
        written += bytes.count
    }

    /// Opens the file again if it was finished: a later step may have failed.
    private func reopen() throws(StorageError) {
        guard descriptor < 0 else { return }
        let (opened, errno) = Posix.open(path, .update)
        try check(errno, "open the file")
        descriptor = opened
    }

    /// Writes the rest, makes the file durable and closes it.
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
        // The bytes are durable, so a failure of `close` does not matter.
        _ = Posix.closeFile(descriptor)
        descriptor = -1
    }

    /// Writes every byte again.
    ///
    /// A system that failed to write some pages may mark them as clean, so synchronising the file
    /// again would prove nothing (A. Rebello and others, "Can Applications Recover from fsync
    /// Failures?", USENIX ATC 2020).
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
            try writeToFile(bytes)
        }
    }
}
