internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Shows how files would be imported, without building anything.
struct DryRun {
    let importer: Importer
    let records: RecordOptions
    /// The command that would read the files.
    let command: String

    private static let shownRecords = 3

    func show(_ paths: [String], _ schema: Schema, index: String) throws {
        try importer.readAll(schema)
        let reports = importer.reports
        try records.check(reports)
        if records.json {
            Console.writeLine(
                ImportJSON.object(
                    reports, index: index, documents: nil, text: localized))
            return
        }
        let text = ImportText(
            style: TerminalStyle(isOn: ColorChoice.auto.isOn), width: Console.width)
        let previews = try importer.preview(schema, limit: DryRun.shownRecords)
        for (report, documents) in zip(reports, previews) {
            text.writeDetails(report, documents, schema)
        }
        let line = ImportCommandLine.text(command, paths, reports, index: index)
        Console.write(localized("Nothing was built. To build it like this:") + "\n  \(line)\n")
    }
}
