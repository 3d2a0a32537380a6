internal import ArgumentParser
internal import RenkeiSearch
internal import Messages

/// `search verify`: compares the index with a scan of its documents.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that the index finds exactly what a full scan finds.",
        discussion: """
            Takes random substrings of the indexed documents, 1 to 10 characters long and of any \
            script, and compares the documents that the index finds for each with those in which a \
            scan of every document finds it.
            """)

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n", allowingJoined: true), help: "How many substrings.")
    var samples = 200

    @Option(help: "The seed of the random choices.")
    var seed: UInt64 = 1

    func validate() throws {
        if !(1...1_000_000).contains(samples) { throw ValidationError("-n must be 1 to 1000000") }
    }

    func run() throws {
        let start = ContinuousClock.now
        let searcher = try index.open()
        let progress = Progress(localized("verifying"), total: samples)
        let report = try searcher.verify(samples: samples, seed: seed) { progress.update($0) }
        progress.finish()
        for difference in report.differences {
            Console.error(
                "\"\(difference.phrase)\": the index misses \(list(difference.missed)) "
                    + "and invents \(list(difference.invented))"
            )
        }
        guard report.differences.isEmpty else { throw ExitCode(2) }
        Console.write(
            localized(
                "\(index.folder): exact; \(count: report.phrases, "substring") in "
                    + "\(count: report.documents, "document") found as a scan finds them, "
                    + "\(Text.time(start.duration(to: .now)))") + "\n")
    }

    private func list(_ ids: [String]) -> Message {
        ids.isEmpty ? Message("nothing") : Text.list(ids, atMost: 5)
    }
}
