/// A file being written, through a buffer.
///
/// Whoever makes it calls `finish()`; a file that is dropped before is closed and incomplete.
package final class OutputFile {
    package let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private let faults: FaultPlan?
    private let bufferSize = 1 << 20
    /// How many bytes have been written.
    package private(set) var count = 0

    init(path: String, descriptor: Int32, faults: FaultPlan?) {
        self.path = path
        self.descriptor = descriptor
        self.faults = faults
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
        count += bytes.count
        if buffer.count + bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
            return
        }
        try flush()
        if bytes.count < bufferSize {
            buffer.append(contentsOf: bytes)
        } else {
            try check(
                faults?.next() ?? Posix.writeAll(descriptor, bytes, 0..<bytes.count),
                "write to the file")
        }
    }

    private func flush() throws(StorageError) {
        guard !buffer.isEmpty else { return }
        try check(
            faults?.next() ?? Posix.writeAll(descriptor, buffer, 0..<buffer.count),
            "write to the file")
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, makes it survive a loss of power and closes the file.
    package func finish() throws(StorageError) {
        try flush()
        try check(faults?.next() ?? Posix.synchronize(descriptor), "synchronise the file")
        let errno = Posix.closeFile(descriptor)
        descriptor = -1
        try check(errno, "close the file")
    }
}
