internal import Messages

/// The fields of an index and what each is for.
public struct Schema: Sendable, Equatable {
    /// A field whose text is searched.
    public struct TextField: Sendable, Equatable {
        /// The field's name.
        public let name: String
        /// How much an occurrence in this field counts, relative to the other fields.
        public let weight: Double

        /// A field with its weight.
        public init(_ name: String, weight: Double = 1) {
            self.name = name
            self.weight = weight
        }
    }

    /// The searched fields; the last one is the main text.
    ///
    /// There are 1 to 5.
    public var textFields: [TextField]
    /// Fields of exact values, for filters and facets.
    public var keywordFields: [String]
    /// Fields of whole numbers, for ranges.
    public var integerFields: [String]
    /// Fields that are only kept for display, as JSON.
    public var storedFields: [String]
    /// What the numbers of integer fields are; plain numbers in those that are not named.
    ///
    /// Queries and filters on dates and amounts read them as people write them: `>=H27.4`,
    /// `1億円以上`.
    public var integerKinds: [String: IntegerKind] = [:]
    /// What fields are called where their values come from, such as the header of a column; for
    /// people to read.
    public var labels: [String: String] = [:]

    /// A schema.
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

    /// The greatest weight of a field: times any frequency it is a finite `Float`.
    static let greatestWeight = 1e9

    /// True if scores can be computed with the weights of all fields.
    private var hasPossibleWeights: Bool {
        textFields.allSatisfy { $0.weight > 0 && $0.weight <= Schema.greatestWeight }
    }

    /// True if an index can have these fields: see `validate`.
    var isPossible: Bool {
        do { try validate() } catch { return false }
        return true
    }

    /// Checks that there is a text field, no more than the format holds, and that names differ.
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
