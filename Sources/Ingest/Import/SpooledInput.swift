internal import Messages

/// Input from a pipe or standard input, in a temporary file that can be read twice and is removed
/// with its owner.
final class SpooledInput: Sendable {
    /// The file.
    let path: String

    /// Reads a pipe to its end.
    ///
    /// - Parameter source: the pipe; `-` for standard input.
    /// - Throws: `IngestError` if it cannot be read, or there is no space for its bytes.
    init(_ source: String) throws(IngestError) {
        do throws(PosixError) {
            path = try TemporaryFile.copy(of: source)
        } catch {
            throw IngestError(path: source, message: error.localizedMessage)
        }
    }

    deinit { TemporaryFile.remove(path) }
}
