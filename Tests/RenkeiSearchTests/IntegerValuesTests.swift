import Testing

@testable import RenkeiSearch

@Suite struct IntegerValuesTests {
    /// Numbers of each kind, as a field holds them.
    private static let samples: [(kind: Schema.IntegerKind, numbers: [Int64])] = [
        (.number, [0, -5, 2015, .max, .min]),
        (.date, [2015_0401, 2015_0400, 2015_0000, 1868_1023]),
        (.yen, [0, 1, 1_200_000, 350_000_000_000]),
        (.boolean, [0, 1]),
    ]

    @Test("what a kind writes for programs it reads, and as a text of a query")
    func reading() throws {
        #expect(Self.samples.map(\.kind) == Schema.IntegerKind.allCases)
        for (kind, numbers) in Self.samples {
            var schema = Schema(textFields: [.init("text")], integerFields: ["n"])
            schema.integerKinds["n"] = kind
            for number in numbers {
                let text = schema.text(of: number, in: "n")
                #expect(kind.values.numbers(text)?.contains(number) == true, "\(kind) \(text)")
                #expect(try IntegerRange(parsing: text, kind: kind).contains(number), "\(text)")
                #expect(kind.values.range.contains(number))
            }
        }
    }

    @Test("a text that is no value of a kind is an error that shows the text", arguments: samples)
    func problems(sample: (kind: Schema.IntegerKind, numbers: [Int64])) throws {
        #expect(sample.kind.values.numbers("多分") == nil)
        let error = #expect(throws: SearchError.self) {
            try IntegerRange(parsing: "多分", kind: sample.kind)
        }
        #expect(error?.message.hasPrefix("\"多分\" is not ") == true)
    }

    @Test("the numbers by which an index stores kinds stay the same")
    func rawValues() {
        #expect(Schema.IntegerKind.number.rawValue == 0)
        #expect(Schema.IntegerKind.date.rawValue == 1)
        #expect(Schema.IntegerKind.yen.rawValue == 2)
        #expect(Schema.IntegerKind.boolean.rawValue == 3)
    }
}
