internal import IndexStorage
internal import Messages
internal import SystemCalls

/// What the process may take of memory and open files.
///
/// Swift ends a program for which no memory is left, and the runtime of its tasks waits for ever for
/// a thread that cannot be made. So it is found out ahead whether there is enough.
enum Resources {
    /// What a command cannot do without.
    enum Need {
        /// Reading an index and answering from it.
        case search
        /// Working with several threads.
        case threads

        /// How many bytes of memory that takes, as measured, and about a third more.
        fileprivate var memory: Int {
            switch self {
            case .search: 24 << 20
            case .threads: (40 + 12 * Posix.processors) << 20
            }
        }

        /// How many files are open at a time.
        fileprivate var files: Int {
            switch self {
            case .search: 1
            case .threads: 8
            }
        }
    }

    /// The least memory of documents in the making that a writer accepts.
    private static let leastMemory = 16 << 20

    /// Makes sure that there is enough of everything.
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

    /// How many bytes documents in the making may take: what is asked for, or as much less as the
    /// process may take.
    ///
    /// - Throws: `CommandError` if the process may not even take the least.
    static func memory(atMost wanted: Int) throws -> Int {
        var memory = wanted
        while !SystemLimits.hasMemory(total(memory)) {
            guard memory > leastMemory else { throw tooLittle(total(memory)) }
            memory = max(memory / 2, leastMemory)
        }
        return memory
    }

    /// What a writer takes beside documents in the making: dictionaries, buffers, the room in which
    /// its tables grow, and the threads, which may not be there yet.
    private static func total(_ memory: Int) -> Int {
        memory + memory / 2 + (40 + 12 * Posix.processors) << 20
    }

    private static func tooLittle(_ bytes: Int) -> CommandError {
        CommandError(
            "too little memory: \(Text.bytes(bytes)) more are needed; raise the limit with: ulimit -v"
        )
    }
}
