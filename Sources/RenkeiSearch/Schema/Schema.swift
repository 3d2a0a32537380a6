internal import Messages

/// The fields of an index and their purposes.
public struct Schema: Sendable, Equatable {
    /// A field whose text is searched.
    public struct TextField: Sendable, Equatable {
        /// The field's name.
        public let name: String
        /// The weight of an occurrence in this field, relative to the other fields.
        public let weight: Double

        /// Makes a field with a weight.
        public init(_ name: String, weight: Double = 1) {
            self.name = name
            self.weight = weight
        }
    }

    /// The searched fields, 1 to 5; the last one is the main text.
    ///
    public var textFields: [TextField]
    /// Fields of exact values, for filters and facets.
    public var keywordFields: [String]
    /// Fields of integers, for ranges.
    public var integerFields: [String]
    /// Fields that are stored for display only, as JSON.
    public var storedFields: [String]
    /// The kinds of integer fields; fields that are not listed have plain numbers.
    ///
    /// Queries and filters accept dates and amounts as people write them: `>=H27.4`, `1億円以上`.
    public var integerKinds: [String: IntegerKind] = [:]
    /// The names of fields in the source data, such as the header of a column, for display.
    public var labels: [String: String] = [:]

    /// Makes a schema.
    public init(
        textFields: [TextField], keywordFields: [String] = [], integerFields: [String] = [],
        storedFields: [String] = []
    ) {
        self.textFields = textFields
        self.keywordFields = keywordFields
        self.integerFields = integerFields
        self.storedFields = storedFields
    }

    /// The schema of project descriptions, the format of the bundled corpus.
    public static let projects = Schema(
        textFields: [TextField("title", weight: 3), TextField("description", weight: 1)],
        keywordFields: [
            "kind", "area", "area_key", "prefectures", "municipalities", "category", "field",
            "status",
        ],
        integerFields: ["start_year"],
        storedFields: ["source", "figures"])

    /// The names of all fields, text fields first.
    public var fieldNames: [String] {
        textFields.map(\.name) + keywordFields + integerFields + storedFields
    }

    /// The greatest weight of a field; multiplied by any frequency it is a finite `Float`.
    static let greatestWeight = 1e9

    /// Whether scores can be computed with the weights of all fields.
    private var hasPossibleWeights: Bool {
        textFields.allSatisfy { $0.weight > 0 && $0.weight <= Schema.greatestWeight }
    }

    /// Whether the schema is valid: see `validate`.
    var isPossible: Bool {
        do { try validate() } catch { return false }
        return true
    }

    /// Checks that there is a text field, that the limits of the format are kept, and that names
    /// are unique.
    func validate() throws(SearchError) {
        guard (1...5).contains(textFields.count) else {
            throw SearchError(.invalidArgument, "a schema needs one to five text fields")
        }
        guard Set(fieldNames).count == fieldNames.count, !fieldNames.contains("") else {
            throw SearchError(.invalidArgument, "the fields of a schema need different names")
        }
        guard hasPossibleWeights else {
            throw SearchError(
                .invalidArgument,
                "the weight of a field must be greater than 0 and at most \(Int(Schema.greatestWeight))"
            )
        }
    }
}
