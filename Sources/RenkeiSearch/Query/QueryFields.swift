/// The names of the fields of an index in queries and options.
///
/// A field has its own name and may have aliases. A field's name takes precedence over an alias of
/// another. The case and width of an alias do not matter.
public struct QueryFields: Sendable {
    /// The kind of a field.
    enum Kind { case text, keyword, integer, namedYears }

    /// The name of the pseudo-field of the years that the texts of a document name.
    public static let namedYears = "named_year"

    /// The aliases of the fields of the schema of projects, each with its fields.
    public static let aliases: [(alias: String, fields: [String])] = [
        ("題名", ["title"]), ("タイトル", ["title"]), ("事業名", ["title"]), ("件名", ["title"]),
        ("本文", ["description"]), ("説明", ["description"]), ("概要", ["description"]),
        ("body", ["description"]), ("text", ["description"]),
        ("圏域", ["area", "area_key"]), ("地域", ["area", "area_key"]), ("圏域名", ["area"]),
        ("都道府県", ["prefectures"]), ("県", ["prefectures"]), ("prefecture", ["prefectures"]),
        ("市町村", ["municipalities"]), ("市区町村", ["municipalities"]),
        ("自治体", ["municipalities"]), ("municipality", ["municipalities"]),
        ("分野", ["field", "category"]), ("区分", ["category"]), ("分類", ["category"]),
        ("状態", ["status"]), ("状況", ["status"]), ("進捗", ["status"]),
        ("種別", ["kind"]), ("種類", ["kind"]),
        ("年", ["start_year"]), ("年度", ["start_year"]), ("開始年", ["start_year"]),
        ("開始年度", ["start_year"]), ("year", ["start_year"]),
        ("言及年", [namedYears]), ("文中の年", [namedYears]),
    ]

    private static let table = Dictionary(
        aliases.map { ($0.alias, $0.fields) }, uniquingKeysWith: { first, _ in first })

    private let schema: Schema

    /// Creates the names of the fields of a schema.
    public init(_ schema: Schema) { self.schema = schema }

    /// The searchable fields with a name or alias; empty if it is unknown.
    public func fields(named name: String) -> [String] {
        if kind(of: name) != nil { return [name] }
        var ascii = String.UnicodeScalarView()
        ascii.append(contentsOf: name.unicodeScalars.map(OperatorTwins.ascii))
        let key = String(ascii).lowercased()
        if kind(of: key) != nil { return [key] }
        return (QueryFields.table[key] ?? []).filter { kind(of: $0) != nil }
    }

    /// The names of the searchable fields of the schema.
    var schemaNames: [String] { schema.fieldNames.filter { kind(of: $0) != nil } }

    /// The kind of a field of the schema; nil if it is not searchable.
    func kind(of field: String) -> Kind? {
        if schema.textFields.contains(where: { $0.name == field }) { return .text }
        if schema.keywordFields.contains(field) { return .keyword }
        if schema.integerFields.contains(field) { return .integer }
        if field == QueryFields.namedYears, !schema.fieldNames.contains(field) {
            return .namedYears
        }
        return nil
    }

    /// The kind of the integer fields with a name or alias; nil unless all are integer fields.
    func integerKind(_ name: String) -> Schema.IntegerKind? {
        let fields = fields(named: name)
        guard let first = fields.first,
            fields.allSatisfy({ kind(of: $0) == .integer || kind(of: $0) == .namedYears })
        else { return nil }
        return schema.integerKind(first)
    }
}
