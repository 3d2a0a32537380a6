/// The Japanese text of every message, by its English key.
///
/// Each area has a table in a file of its own. A test compares the tables with the literals in the
/// sources, and fails for a message without a translation and for a translation without a message.
package enum Catalogue {
    /// The tables of all areas, merged.
    package static let japanese: [String: String] = tables.reduce(into: [:]) { all, table in
        all.merge(table) { first, _ in first }
    }

    /// The tables of the areas.
    package static let tables: [[String: String]] = [
        storage, analysis, search, changes, query, ingest, formats, evaluation, command, output,
        argumentParser, system, help, importing, pages, web, research, researchHelp,
        lexicalStatistics, lexicalStatisticsHelp,
        export, exportHelp,
    ]

    /// The Japanese counting phrases, by the English noun in the singular.
    package static let japaneseCounters: [String: String] = [
        "area": "{1} 地域",
        "damaged file": "壊れたファイル {1} 個",
        "document": "文書 {1} 件",
        "group": "{1} グループ",
        "hidden row": "非表示の行 {1} 行",
        "hidden sheet": "非表示のシート {1} 枚",
        "hit": "{1} 件",
        "list": "転置リスト {1} 個",
        "note": "注記 {1} 行",
        "occurrence": "用例 {1} 件",
        "other value": "値 {1} 個",
        "position": "位置 {1} 個",
        "posting": "出現 {1} 個",
        "record": "{1} 件",
        "repeated header": "見出しの繰り返し {1} 行",
        "row": "{1} 行",
        "segment": "セグメント {1} 個",
        "similar record": "似た事業 {1} 件",
        "substring": "部分文字列 {1} 個",
        "title": "題名 {1} 件",
        "value": "値 {1} 個",
    ]

    /// The message for a text that arrives in English from another library.
    ///
    /// The text is looked up as it is, then matched with the templates of the argument parser.
    package static func message(ofEnglish text: String) -> Message {
        if japanese[text] != nil { return Message(key: text) }
        for key in argumentParser.keys.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
            let template = MessageTemplate(key)
            if let found = template.parameters(of: text) {
                let values = template.parameters.map { found[$0] ?? "" }
                return Message(key: key, parameters: values.map { .text($0) })
            }
        }
        return Message(verbatim: text)
    }
}
