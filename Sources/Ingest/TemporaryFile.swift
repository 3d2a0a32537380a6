internal import SystemCalls

/// Temporary files for input that can be read only once.
enum TemporaryFile {
    /// Copies a pipe to a new file in the folder for temporary files.
    ///
    /// - Parameter source: the pipe; `-` for standard input.
    static func copy(of source: String) throws(PosixError) -> String {
        let (file, path, errno) = Posix.createTemporary(prefix: "renkei-")
        try PosixError.check(errno)
        defer { Posix.closeFile(file) }
        do throws(PosixError) {
            if source == "-" {
                try copy(from: Posix.standardInput, to: file)
            } else {
                let (descriptor, errno) = Posix.open(source, .read)
                try PosixError.check(errno)
                defer { Posix.closeFile(descriptor) }
                try copy(from: descriptor, to: file)
            }
        } catch {
            remove(path)
            throw error
        }
        return path
    }

    /// Removes a file if it still exists.
    static func remove(_ path: String) { _ = Posix.removeFile(path) }

    private static func copy(from source: Int32, to file: Int32) throws(PosixError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let (count, errno) = Posix.read(source, into: &buffer, from: 0)
            try PosixError.check(errno)
            if count == 0 { return }
            try PosixError.check(Posix.writeAll(file, buffer, count: count))
        }
    }
}
