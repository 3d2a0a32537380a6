internal import RenkeiSearch
internal import Messages

/// The custom fields of tables, collected over all files.
struct OwnFields {
    private var names: [String] = []
    private var kinds: [String: ValueKind] = [:]
    private var labels: [String: String] = [:]

    /// Adds the fields of a plan.
    mutating func add(_ plan: TablePlan) {
        for field in plan.fields where field.isOwn {
            guard let known = kinds[field.name] else {
                names.append(field.name)
                kinds[field.name] = field.kind
                labels[field.name] = field.labels.first
                continue
            }
            kinds[field.name] = OwnFields.common(known, field.kind)
        }
    }

    /// The kind that accepts the values of both.
    private static func common(_ left: ValueKind, _ right: ValueKind) -> ValueKind {
        if left == right { return left }
        let both: Set<ValueKind> = [left, right]
        if both.contains(.stored) { return .stored }
        return both.contains(.text) ? .text : .keyword
    }

    /// The schema with the custom fields added: texts before the main text, as many as are
    /// possible.
    func schema(extending base: Schema) -> Schema {
        var schema = base
        for name in names where !base.fieldNames.contains(name) {
            var kind = kinds[name] ?? .keyword
            if kind == .text, schema.textFields.count >= ColumnMapper.mostTextFields {
                kind = .stored
            }
            switch kind.field {
            case .text: schema.textFields.insert(.init(name), at: schema.textFields.count - 1)
            case .keyword: schema.keywordFields.append(name)
            case .stored: schema.storedFields.append(name)
            case .integer(let kind):
                schema.integerFields.append(name)
                if kind != .number { schema.integerKinds[name] = kind }
            }
            if let label = labels[name], label != name { schema.labels[name] = label }
        }
        return schema
    }
}

extension Schema {
    /// The kind of a field; nil if the schema does not have it.
    func valueKind(_ name: String) -> ValueKind? {
        if textFields.contains(where: { $0.name == name }) { return .text }
        if keywordFields.contains(name) { return .keyword }
        if storedFields.contains(name) { return .stored }
        return integerFields.contains(name) ? ValueKind(integerKind(name)) : nil
    }
}

extension TablePlan {
    /// The plan adapted to an index: fields get the kinds of the fields of the index.
    ///
    /// - Parameter missing: receives the columns of fields that the index does not have.
    func adapted(to schema: Schema, missing: inout [String]) -> TablePlan {
        var plan = self
        plan.fields = []
        for var field in fields {
            guard let kind = schema.valueKind(field.name) else {
                missing += field.labels
                continue
            }
            // Standard years are integers in the index.
            if field.kind != .year || kind != .number { field.kind = kind }
            plan.fields.append(field)
        }
        return plan
    }
}
