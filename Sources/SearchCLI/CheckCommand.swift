internal import ArgumentParser
internal import RenkeiSearch

/// `search check`: reads all of an index.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every part of an index with its checksum and with the other parts.")

    @OptionGroup var index: IndexOption

    func run() throws {
        let start = ContinuousClock.now
        let report = try IndexChecker.check(folder: index.folder)
        for problem in report.problems { Console.error(problem.description) }
        guard report.problems.isEmpty else { throw ExitCode(2) }
        Console.write(
            "\(index.folder): whole; \(Text.count(report.documents, "document")), "
                + "\(Text.count(report.segments, "segment")), \(Text.bytes(report.bytes)), "
                + "\(Text.count(report.lists, "list")) with \(Text.count(report.postings, "posting")) "
                + "and \(Text.count(report.positions, "position")), "
                + "\(Text.time(start.duration(to: .now)))\n")
    }
}
