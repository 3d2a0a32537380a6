internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SystemCalls

/// The options that say what a command that analyses text may use.
struct WorkOptions: ParsableArguments {
    @Option(help: "How many threads analyse text; as many as there are processors by default.")
    var threads: Int?

    @OptionGroup var memory: MemoryOption

    /// How many threads to use.
    var threadCount: Int {
        get throws {
            let threads = threads ?? Posix.processors
            guard (1...256).contains(threads) else {
                throw CommandError("--threads must be 1 to 256")
            }
            return threads
        }
    }

    /// How many bytes documents in the making may take.
    var memoryLimit: Int { get throws { try memory.limit } }
}

/// The option of commands that take more memory the more there is.
struct MemoryOption: ParsableArguments {
    @Option(help: "How much memory to use, in MB.")
    var memory = 512

    /// How many bytes to use.
    var limit: Int {
        get throws {
            guard (16...1 << 20).contains(memory) else {
                throw CommandError("--memory must be 16 to 1048576 MB")
            }
            return try Resources.memory(atMost: memory << 20)
        }
    }
}

/// The option of commands that may write an index in another order.
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
    /// What a command that has changed the index says of it now.
    func state(_ start: ContinuousClock.Instant) -> Message {
        "now \(count: documentCount, "document") in \(count: segmentCount, "segment"), "
            + "\(Text.bytes(summary.indexBytes)), \(Text.time(start.duration(to: .now)))"
    }
}
