internal import ArgumentParser
internal import IndexStorage
internal import RenkeiSearch
internal import Messages

/// `search check`: checks a whole index.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every part of an index with its checksum and with the other parts.",
        discussion: """
            --repair keeps what is whole, makes damaged segments anew from their stored records, and \
            says which records are lost. The files that it replaces stay in the folder under names \
            that end in .damaged, until --remove-damaged. A file that cannot be read, or that a \
            newer version wrote, is not damaged: it ends the repair, and nothing changes.
            """)

    @OptionGroup var index: IndexOption

    @Flag(help: "Repair what is damaged, and report what is lost.")
    var repair = false

    @Flag(help: "Remove the damaged files that --repair replaced and kept.")
    var removeDamaged = false

    @OptionGroup var lock: WaitOption

    func validate() throws {
        if lock.wait && !repair && !removeDamaged {
            throw ValidationError("--wait is for --repair and --remove-damaged")
        }
        if repair && removeDamaged {
            throw ValidationError("--remove-damaged cannot be combined with --repair")
        }
    }

    func run() throws {
        let start = ContinuousClock.now
        if repair { return try mend(start) }
        if removeDamaged { return try remove() }
        let report = try IndexChecker.check(folder: index.folder)
        for problem in report.problems { Console.error(problem.localizedMessage) }
        guard report.problems.isEmpty else {
            reportDamaged(report.damagedFiles)
            throw ExitCode(2)
        }
        Console.writeLine(
            localized(
                "\(index.folder): intact; \(count: report.documents, "document"), "
                    + "\(count: report.segments, "segment"), \(Text.bytes(report.bytes)), "
                    + "\(count: report.lists, "list") with \(count: report.postings, "posting") "
                    + "and \(count: report.positions, "position"), "
                    + "\(Text.time(start.duration(to: .now)))"))
        reportDamaged(report.damagedFiles)
    }

    /// Reports files that repairs have replaced.
    private func reportDamaged(_ damagedFiles: [String]) {
        guard !damagedFiles.isEmpty else { return }
        Console.error(
            "\(index.folder) holds \(count: damagedFiles.count, "damaged file") that a repair has replaced: \(Text.list(damagedFiles)); remove with: search check --remove-damaged"
        )
    }

    private func remove() throws {
        let removed = try IndexChecker.removeDamaged(folder: index.folder, waiting: lock.wait)
        Console.writeLine(
            localized("\(index.folder): \(count: removed.count, "damaged file") removed"))
    }

    private func mend(_ start: ContinuousClock.Instant) throws {
        UnfinishedFiles.removeOnSignals()
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
        defer { reportDamaged(report.damagedFiles) }
        guard !report.problems.isEmpty else {
            return Console.write(
                localized(
                    "\(index.folder): intact, nothing to repair; \(count: report.documents, "document"), \(time)"
                ) + "\n")
        }
        let rebuilt = report.rebuiltSegments.count
        Console.write(
            localized(
                "\(index.folder): repaired; \(count: rebuilt, "segment") rebuilt, \(count: report.documents, "document") left, \(time)"
            ) + "\n")
        if report.hasLosses { throw ExitCode(2) }
    }
}
