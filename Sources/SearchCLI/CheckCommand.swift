internal import ArgumentParser
internal import RenkeiSearch
internal import Messages

/// `search check`: reads all of an index.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every part of an index with its checksum and with the other parts.",
        discussion: """
            --repair keeps what is whole, makes damaged segments anew from their stored records, and \
            says which records are lost. Damaged files are gone afterwards: copy the folder first \
            if they may be worth more.
            """)

    @OptionGroup var index: IndexOption

    @Flag(help: "Mend what is damaged, and say what is lost.")
    var repair = false

    @OptionGroup var lock: WaitOption

    func validate() throws {
        if lock.wait && !repair { throw ValidationError("--wait is for --repair") }
    }

    func run() throws {
        let start = ContinuousClock.now
        if repair { return try mend(start) }
        let report = try IndexChecker.check(folder: index.folder)
        for problem in report.problems { Console.error(problem.localizedMessage) }
        guard report.problems.isEmpty else { throw ExitCode(2) }
        Console.writeLine(
            localized(
                "\(index.folder): whole; \(count: report.documents, "document"), "
                    + "\(count: report.segments, "segment"), \(Text.bytes(report.bytes)), "
                    + "\(count: report.lists, "list") with \(count: report.postings, "posting") "
                    + "and \(count: report.positions, "position"), "
                    + "\(Text.time(start.duration(to: .now)))"))
    }

    private func mend(_ start: ContinuousClock.Instant) throws {
        let report = try IndexChecker.repair(folder: index.folder, waiting: lock.wait)
        for problem in report.problems { Console.error(problem.localizedMessage) }
        for segment in report.lostSegments {
            Console.error(
                "lost: all \(count: segment.documents, "record") of \(segment.name); their ids cannot be read"
            )
        }
        for document in report.lostDocuments {
            if let id = document.id {
                Console.error(
                    "lost: record \(id), number \(document.number) of \(document.segment)")
            } else {
                Console.error(
                    "lost: a record whose id cannot be read, number \(document.number) of \(document.segment)"
                )
            }
        }
        for segment in report.revivedSegments {
            Console.error(
                "the deleted records of \(segment.name) are not known any more: \(count: segment.documents, "record") that had been deleted may be found again"
            )
        }
        if report.lostSynonyms {
            Console.error(
                "lost: the synonyms; give them again with: search upgrade --synonyms FILE")
        }
        let time = Text.time(start.duration(to: .now))
        guard !report.problems.isEmpty else {
            return Console.write(
                localized(
                    "\(index.folder): whole, nothing to repair; \(count: report.documents, "document"), \(time)"
                ) + "\n")
        }
        let rebuilt = report.rebuiltSegments.count
        Console.write(
            localized(
                "\(index.folder): repaired; \(count: rebuilt, "segment") made anew, \(count: report.documents, "document") left, \(time)"
            ) + "\n")
        if report.hasLosses { throw ExitCode(2) }
    }
}
