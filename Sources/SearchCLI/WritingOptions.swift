internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SystemCalls

/// The options for the resources of a command that analyses text.
struct WorkOptions: ParsableArguments {
    @Option(help: "How many threads analyse text; as many as there are processors by default.")
    var threads: Int?

    @OptionGroup var memory: MemoryOption

    /// The number of threads to use.
    var threadCount: Int {
        get throws {
            let threads = threads ?? Posix.processors
            guard (1...256).contains(threads) else {
                throw CommandError("--threads must be 1 to 256")
            }
            return threads
        }
    }

    /// The number of bytes that buffered documents may take.
    var memoryLimit: Int { get throws { try memory.limit } }
}

/// The option of commands that can use more memory.
struct MemoryOption: ParsableArguments {
    @Option(help: "How much memory to use, in MB.")
    var memory = 512

    /// The number of bytes to use.
    var limit: Int {
        get throws {
            guard (16...1 << 20).contains(memory) else {
                throw CommandError("--memory must be 16 to 1048576 MB")
            }
            return try Resources.memory(atMost: memory << 20)
        }
    }
}

/// The option of commands that may reorder an index.
struct OrderOption: ParsableArguments {
    @Flag(help: "Store similar records next to each other.")
    var reorder = false

    var documentOrder: DocumentOrder { reorder ? .similar : .kept }
}

/// The option of every command that writes.
struct WaitOption: ParsableArguments {
    @Flag(help: "Wait for another process that is writing to the index.")
    var wait = false
}

extension IndexWriter {
    /// A summary of the index after a change.
    func state(_ start: ContinuousClock.Instant) -> Message {
        "now \(count: documentCount, "document") in \(count: segmentCount, "segment"), "
            + "\(Text.bytes(summary.indexBytes)), \(Text.time(start.duration(to: .now)))"
    }
}
