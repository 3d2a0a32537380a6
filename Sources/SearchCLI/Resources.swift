internal import IndexStorage
internal import Messages
internal import SystemCalls

/// The memory and open files available to the process.
///
/// Swift ends a program that runs out of memory, and the runtime of its tasks waits forever for a
/// thread that cannot be created. So this checks in advance whether there is enough.
enum Resources {
    /// The requirements of a command.
    enum Need {
        /// Opening and searching an index.
        case search
        /// Using several threads.
        case threads

        /// The memory that this takes in bytes, as measured, plus about a third.
        fileprivate var memory: Int {
            switch self {
            case .search: 24 << 20
            case .threads: (40 + 12 * Posix.processors) << 20
            }
        }

        /// The number of files open at the same time.
        fileprivate var files: Int {
            switch self {
            case .search: 1
            case .threads: 8
            }
        }
    }

    /// The least memory for buffered documents that a writer accepts.
    private static let leastMemory = 16 << 20

    /// Checks that there is enough of everything.
    ///
    /// - Throws: `CommandError` if there is not.
    static func require(_ need: Need) throws {
        guard SystemLimits.hasFiles(need.files) else {
            throw CommandError(
                "too few files may be open at a time: \(need.files) more are needed; raise the limit with: ulimit -n"
            )
        }
        guard SystemLimits.hasMemory(need.memory) else { throw tooLittle(need.memory) }
    }

    /// The number of bytes for buffered documents: the requested amount, or less if the process is
    /// limited.
    ///
    /// - Throws: `CommandError` if even the least is not available.
    static func memory(atMost wanted: Int) throws -> Int {
        var memory = wanted
        while !SystemLimits.hasMemory(total(memory)) {
            guard memory > leastMemory else { throw tooLittle(total(memory)) }
            memory = max(memory / 2, leastMemory)
        }
        return memory
    }

    /// The memory of a writer including buffered documents, dictionaries, buffers, room for growing
    /// tables, and threads that may not exist yet.
    private static func total(_ memory: Int) -> Int {
        memory + memory / 2 + (40 + 12 * Posix.processors) << 20
    }

    private static func tooLittle(_ bytes: Int) -> CommandError {
        CommandError(
            "too little memory: \(Text.bytes(bytes)) more are needed; raise the limit with: ulimit -v"
        )
    }
}
