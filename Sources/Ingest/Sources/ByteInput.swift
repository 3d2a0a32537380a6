internal import Messages
internal import SystemCalls

/// The bytes of a file or of standard input, the first of which can be peeked at.
final class ByteInput {
    /// The file, as the caller named it; `-` for standard input.
    let path: String

    /// The peeked bytes, from the start of the file.
    private(set) var head: [UInt8] = []

    /// Whether the head contains the whole file.
    private(set) var headIsAll = false

    /// The size of a file with random access; nil for a pipe.
    let size: Int?

    private let file: InputFile
    /// The number of bytes read through ``read(into:from:)``.
    private var position = 0

    /// Opens a file, or standard input for `-`.
    ///
    /// - Throws: `IngestError` without a line if the file is missing, a folder, or unreadable.
    init(path: String) throws(IngestError) {
        self.path = path
        do throws(PosixError) {
            if path == "-" {
                file = try InputFile(standardInput: ())
                size = nil
            } else {
                file = try InputFile(path: path)
                size =
                    try FileSystem.kind(of: path) == .regular
                    ? FileSystem.size(of: path) : nil
            }
        } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
    }

    /// Reads from a descriptor, which is closed at the end.
    init(path: String, descriptor: Int32) {
        self.path = path
        size = nil
        file = InputFile(descriptor: descriptor)
    }

    /// Reads bytes in memory.
    init(path: String, bytes: [UInt8]) throws(IngestError) {
        self.path = path
        size = nil
        head = bytes
        headIsAll = true
        do throws(PosixError) { file = try InputFile(path: "/dev/null") } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
    }

    /// Peeks at least `count` bytes of the start, or all if there are fewer.
    ///
    /// - Precondition: nothing after the head was read.
    func peek(_ count: Int) throws(IngestError) {
        precondition(position == 0, "What was read cannot be seen ahead.")
        while head.count < count, !headIsAll {
            let start = head.count
            // In steps, because most files are far smaller than the requested size.
            let room = min(count - start, max(start, 1 << 16))
            head += [UInt8](repeating: 0, count: room)
            let read = try system { () throws(PosixError) in
                try file.read(into: &head, from: start)
            }
            head.removeLast(head.count - start - read)
            if read == 0 { headIsAll = true }
        }
    }

    /// Reads the next bytes into an array from an offset to its end; returns 0 only at the end of
    /// the file.
    func read(into buffer: inout [UInt8], from offset: Int) throws(IngestError) -> Int {
        if position < head.count {
            let count = min(head.count - position, buffer.count - offset)
            buffer.replaceSubrange(offset..<offset + count, with: head[position..<position + count])
            position += count
            return count
        }
        if headIsAll { return 0 }
        // The head of a pipe is not needed again.
        head = []
        let count = try system { () throws(PosixError) in
            try file.read(into: &buffer, from: offset)
        }
        position += count
        return count
    }

    /// Returns to the start, if possible.
    ///
    /// The head of a file is not kept, because it can be read again.
    func rewind() throws(IngestError) {
        if size != nil {
            head = []
            headIsAll = false
            try seek(to: 0)
        } else if position > 0, !headIsAll {
            throw IngestError(path: path, message: "standard input can be read only once")
        }
        position = 0
    }

    /// Enables random access: a pipe is read to its end and kept.
    func allowRandomAccess(limit: Int) throws(IngestError) {
        guard size == nil else { return }
        try peek(limit)
        guard headIsAll else {
            throw IngestError(
                path: path,
                message: "more than \(limit >> 20) MB come from a pipe; save them as a file first")
        }
    }

    /// The number of bytes left, if known.
    var remaining: Int? {
        if headIsAll { return head.count - position }
        return size
    }

    /// The number of bytes, with random access.
    var count: Int { size ?? head.count }

    /// Reads bytes from an offset of the file into an array, up to the end of either.
    ///
    /// - Returns: the number of bytes read.
    func read(at position: Int, into buffer: inout [UInt8]) throws(IngestError) -> Int {
        guard position < count, !buffer.isEmpty else { return 0 }
        if size == nil || headIsAll {
            let length = min(buffer.count, head.count - position)
            guard length > 0 else { return 0 }
            buffer.replaceSubrange(0..<length, with: head[position..<position + length])
            return length
        }
        try seek(to: position)
        var filled = 0
        while filled < buffer.count {
            let start = filled
            let read = try system { () throws(PosixError) in
                try file.read(into: &buffer, from: start)
            }
            if read == 0 { break }
            filled += read
        }
        return filled
    }

    private func seek(to position: Int) throws(IngestError) {
        try system { () throws(PosixError) in try file.seek(to: position) }
    }

    private func system<Result>(
        _ call: () throws(PosixError) -> Result
    ) throws(IngestError) -> Result {
        do { return try call() } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
    }
}
