internal import IndexStorage
internal import Messages
internal import RenkeiSearch
internal import SearchReports
internal import SystemCalls

/// The destination of an export: the standard output, or a file that gets its name when it is
/// complete.
final class ExportSink {
    private let file: FileReplacement?

    /// - Parameter path: the file; nil for the standard output.
    init(_ path: String?) throws {
        guard let path else {
            file = nil
            return
        }
        // An existing file is replaced at the end, so it must not be a pipe or a folder.
        if path == "-" {
            throw CommandError("to write to the standard output, leave out --output")
        }
        // These are open files of a process, and cannot be replaced.
        let destination = try TextFile.naming { () throws(StorageError) in
            try FileSystem().destination(of: path)
        }
        if ["/dev/", "/proc/"].contains(where: destination.hasPrefix) || path.hasPrefix("/dev/") {
            throw CommandError("\(path) is a pipe or a device; leave out --output and use > or |")
        }
        switch FileSystem().kind(path) {
        case nil, .regular?: break
        case .folder?: throw CommandError("\(path) is a folder; name a file in it")
        case .other?:
            throw CommandError("\(path) is a pipe or a device; leave out --output and use > or |")
        }
        file = try TextFile.replacement(of: path)
    }

    /// Writes text unchanged.
    func write(_ text: String) throws {
        guard let file else { return Console.writeData(text) }
        try TextFile.naming { () throws(StorageError) in try file.write(Array(text.utf8)) }
    }

    /// Writes bytes to the file.
    ///
    /// - Precondition: there is a file.
    func write(_ bytes: [UInt8]) throws {
        guard let file else { preconditionFailure("Bytes go to a file.") }
        try TextFile.naming { () throws(StorageError) in try file.write(bytes) }
    }

    /// Completes the file.
    func finish() throws {
        guard let file else { return }
        try TextFile.naming { () throws(StorageError) in try file.finish() }
    }
}
