internal import JSON
package import RenkeiSearch
internal import TextAnalysis

/// The result of converting a row of a table.
package enum RowOutcome: Sendable {
    /// A record, and its values that could not be parsed.
    case record(Document, unreadable: [UnreadableValue])
    /// Not a record, with the reason.
    case passedOver(RowReason)
}

/// The reason why a row is not a record.
package enum RowReason: String, Sendable, CaseIterable {
    /// No cell has a value.
    case blank
    /// The row is a total of others: 合計, 小計.
    case total
    /// A footnote, or a separate remark.
    case note
    /// A repetition of the header.
    case repeatedHeader
    /// The row is hidden, and hidden rows are excluded.
    case hidden
    /// Neither a title nor a description.
    case withoutText
    /// A title or note above the header.
    case aboveHeader
}

/// A value that a field could not accept.
package struct UnreadableValue: Sendable, Equatable {
    /// The sheet; nil if it has no name.
    package let sheet: String?
    /// The row.
    package let row: Int
    /// The line of the text file; nil for spreadsheets.
    package let line: Int?
    /// The name of the column.
    package let column: String
    /// The value, cut if it is long.
    package let value: String
    /// The kind of the field.
    package let kind: ValueKind
}

/// Converts the rows of a table to records.
package struct RowConverter: Sendable {
    private let plan: TablePlan
    /// The name of the file without its folder.
    private let file: String
    private let sheet: String?
    private let idPrefix: String
    private let qualifiesIDs: Bool
    private let skipsHidden: Bool
    private let keepsAllRows: Bool
    /// The source of every record as JSON, up to the row.
    private let sourceHead: String
    private let titleColumns: [Int]
    private let descriptionColumns: [Int]

    /// - Parameters:
    ///   - file: the name of the file without its folder.
    ///   - idPrefix: the prefix of identifiers made from the row.
    ///   - qualifiesIDs: whether identifiers from the table get the prefix, too, because other
    ///     tables have the same ones.
    ///   - keepsAllRows: whether rows were already selected, so that none is a total or a note.
    package init(
        _ plan: TablePlan, file: String, sheet: String?, idPrefix: String, qualifiesIDs: Bool,
        skipsHidden: Bool, keepsAllRows: Bool = false
    ) {
        self.plan = plan
        self.file = file
        self.sheet = sheet
        self.idPrefix = idPrefix
        self.qualifiesIDs = qualifiesIDs
        self.skipsHidden = skipsHidden
        self.keepsAllRows = keepsAllRows
        let sheetMember = sheet.map { ",\"sheet\":\(JSONValue.string($0).jsonText)" } ?? ""
        sourceHead = "{\"file\":\(JSONValue.string(file).jsonText)\(sheetMember)"
        titleColumns = plan.columns("title")
        descriptionColumns = plan.columns("description")
    }

    /// Converts a row of data.
    package func convert(_ row: TableRow) -> RowOutcome {
        if let reason = reasonToPassOver(row) { return .passedOver(reason) }
        var document = Document(id: identifier(row))
        var unreadable: [UnreadableValue] = []
        var hasText = false
        for field in plan.fields {
            let value = value(of: field, row, &unreadable)
            if field.name == "title" || field.name == "description", value != nil { hasText = true }
            if let value { document[field.name] = value }
        }
        if !hasText {
            guard let title = fallbackTitle(row) else { return .passedOver(.withoutText) }
            document["title"] = .text(title)
        }
        if document["source"] == nil { document["source"] = .json(source(row)) }
        return .record(document, unreadable: unreadable)
    }

    // MARK: Rows that are no records

    private func reasonToPassOver(_ row: TableRow) -> RowReason? {
        if row.isBlank { return .blank }
        if keepsAllRows { return nil }
        if skipsHidden, row.isHidden { return .hidden }
        if plan.layout.isHeader(row) { return .repeatedHeader }
        let title = text(titleColumns, row)
        // Most rows have a title, and need no further tests.
        if !title.isEmpty, !RowConverter.isTotal(title) {
            guard RowConverter.isNote(title) else { return nil }
            return row.cells.count(where: { !$0.isBlank }) <= 2 ? .note : nil
        }
        let filled = row.cells.filter { !$0.isBlank }
        let description = text(descriptionColumns, row)
        // A total may have a count in the column of descriptions: 6事業.
        if description.unicodeScalars.count <= 12,
            filled.contains(where: { RowConverter.isTotal($0.text) })
        {
            return .total
        }
        if filled.count <= 2, let first = filled.first {
            let text = CellText.trimmed(first.text)
            if RowConverter.isNote(text) { return .note }
            // A remark across the table is in one cell that is not the title.
            if filled.count == 1, title.isEmpty, description.isEmpty,
                plan.columns("title") != [row.cells.firstIndex { !$0.isBlank } ?? -1],
                text.unicodeScalars.count > 12
            {
                return .note
            }
        }
        return nil
    }

    /// Whether a row does not describe a record: a total or a note.
    static func isAside(_ row: TableRow) -> Bool {
        var filled = 0
        var first: String?
        for cell in row.cells where !cell.isBlank {
            filled += 1
            if first == nil { first = CellText.trimmed(cell.text) }
            if isTotal(cell.text) { return true }
        }
        return filled <= 2 && isNote(first ?? "")
    }

    /// Whether a text means a total: 合計, 小計, デジタル庁 合計, 計 and the like.
    static func isTotal(_ text: String) -> Bool {
        guard (1...90).contains(text.utf8.count), mayBeTotal(text) else { return false }
        let key = ColumnName.normalized(text).filter { $0 != "(" && $0 != ")" && $0 != ":" }
        if key == "計" || key == "total" || key == "合計額" { return true }
        return ["合計", "小計", "総計", "累計", "総合計"].contains { key.hasSuffix($0) }
    }

    /// Whether a text has 計 or may be the English word; works on bytes, because every cell is
    /// tested.
    private static func mayBeTotal(_ text: String) -> Bool {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        if bytes.count == 5, bytes[0] | 0x20 == UInt8(ascii: "t") { return true }
        guard bytes.count > 2 else { return false }
        for index in 0..<bytes.count - 2
        where bytes[index] == 0xE8 && bytes[index + 1] == 0xA8 && bytes[index + 2] == 0x88 {
            return true
        }
        return false
    }

    static func isNote(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, noteMarks.contains(first) else {
            return false
        }
        return [
            "※", "*", "＊", "注)", "注）", "注:", "注：", "(注", "（注", "【注", "[注", "注1", "注１", "注 ", "出典",
            "資料:", "資料：", "(備考", "（備考", "備考:", "備考：", "(出典", "（出典", "(資料", "（資料",
        ]
        .contains { text.hasPrefix($0) }
            || text == "以上" || text == "以下余白" || text == "(以下余白)" || text == "（以下余白）"
    }

    /// The beginnings of notes.
    private static let noteMarks = Set("※*＊注(（【[出資備以".unicodeScalars)

    // MARK: Values

    private func text(_ columns: [Int], _ row: TableRow) -> String {
        for column in columns {
            let text = CellText.trimmed(row.text(column))
            if !text.isEmpty { return text }
        }
        return ""
    }

    private func identifier(_ row: TableRow) -> String {
        if let column = plan.idColumn {
            let id = CellText.trimmed(row.text(column))
            if !id.isEmpty { return qualifiesIDs ? "\(idPrefix)-\(id)" : id }
        }
        return "\(idPrefix)-\(row.number)"
    }

    private func fallbackTitle(_ row: TableRow) -> String? {
        for column in plan.titleFallbacks {
            let text = CellText.trimmed(row.text(column))
            if !text.isEmpty { return text }
        }
        return nil
    }

    private func value(
        of field: FieldPlan, _ row: TableRow, _ unreadable: inout [UnreadableValue]
    ) -> FieldValue? {
        switch field.kind.field {
        case .text: return textValue(field, row)
        case .keyword:
            let keywords = keywords(field, row)
            return keywords.isEmpty ? nil : .keywords(keywords)
        case .stored:
            let text = joined(field, row)
            if text.isEmpty { return nil }
            // Exported JSON becomes JSON again.
            if text.hasPrefix("{") || text.hasPrefix("["), (try? JSONParser.parse(text)) != nil {
                return .json(text)
            }
            return .json(JSONValue.string(text).jsonText)
        case .integer:
            for (column, label) in zip(field.columns, field.labels)
            where row.cells.indices.contains(column) && !row.cells[column].isBlank {
                let cell = row.cells[column]
                if let number = IntegerCell.number(cell, field.kind, unit: field.unit) {
                    return .integer(number)
                }
                if RowConverter.isNone(cell.text) { continue }
                unreadable.append(
                    UnreadableValue(
                        sheet: sheet, row: row.number, line: row.line, column: label,
                        value: String(cell.text.prefix(40)), kind: field.kind))
            }
            return nil
        }
    }

    private func joined(_ field: FieldPlan, _ row: TableRow) -> String {
        var texts: [String] = []
        for column in field.columns {
            let text = CellText.lines(CellText.withoutMarkup(row.text(column)))
            if !text.isEmpty, !texts.contains(text) { texts.append(text) }
        }
        return texts.joined(separator: "\n")
    }

    private func textValue(_ field: FieldPlan, _ row: TableRow) -> FieldValue? {
        let text = joined(field, row)
        return text.isEmpty ? nil : .text(text)
    }

    private func keywords(_ field: FieldPlan, _ row: TableRow) -> [String] {
        var keywords: [String] = []
        for column in field.columns {
            let text = CellText.trimmed(CellText.withoutMarkup(row.text(column)))
            if text.isEmpty || (field.isOwn == false && RowConverter.isNone(text)) { continue }
            let parts =
                field.separators.isEmpty && !text.utf8.contains(0x1F)
                ? [RowConverter.oneLine(text)] : ListText.parts(text, field.separators)
            for part in parts where !keywords.contains(part) { keywords.append(part) }
        }
        return keywords
    }

    /// A value on one line, because cells are often wrapped to their width.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(0x0A) || text.utf8.contains(0x0D) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" {
            if scalar != "\n" {
                line.append(scalar)
            } else if line.last?.isASCII == true {
                line.append(" ")
            }
        }
        return String(line)
    }

    /// Whether a text means that there is no value: －, なし, 未定.
    static func isNone(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        return [
            "-", "－", "―", "ー", "–", "—", "‐", "…", "...", "***", "*", "・", "/", "／", "なし", "無し",
            "無", "未定", "不明", "n/a", "N/A", "NA", "null", "NULL", "×", "〃",
        ]
        .contains(CellText.trimmed(text))
    }

    private func source(_ row: TableRow) -> String {
        let line = row.line.map { ",\"line\":\($0)" } ?? ""
        return "\(sourceHead),\"row\":\(row.number)\(line)}"
    }
}
