import Testing

/// A small report with the records that are to be cut from it.
struct ReportSample: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The title of each record and the innermost category, nil where it does not matter.
    let records: [(title: String, category: String?)]

    init(_ name: String, _ text: String, _ records: [(String, String?)]) {
        self.name = name
        self.text = text
        self.records = records.map { (title: $0.0, category: $0.1) }
    }

    var testDescription: String { name }

    static let all = numbered + marked + labelled + plain
}
