import JSON
import RenkeiSearch
import Testing

@testable import Ingest

/// Values of records of JSON in fields of whole numbers.
@Suite struct RecordNumberTests {
    private static let schema: Schema = {
        var schema = Schema(
            textFields: [.init("title")], integerFields: ["start_year", "報告日", "予算額", "人数"])
        schema.integerKinds = ["報告日": .date, "予算額": .yen]
        return schema
    }()

    private func conversion(_ members: String) throws -> SourceRecord.Conversion {
        let line = JSONLine(
            path: "a.jsonl", number: 1,
            value: try JSONParser.parse(#"{"id":"p","title":"図書館",\#(members)}"#))
        return try SourceRecord(line).document(Self.schema)
    }

    @Test(
        "a date keeps its month and day",
        arguments: [
            (#""2015-04-01""#, 2015_0401), (#""2015-04""#, 2015_0400), (#""2015""#, 2015_0000),
            (#""平成27年4月1日""#, 2015_0401), ("20150401", 2015_0401), ("20150400", 2015_0400),
            ("2015", 2015_0000), (#""報告なし""#, nil),
        ] as [(String, Int64?)])
    func dates(value: String, number: Int64?) throws {
        let conversion = try conversion(#""報告日":\#(value)"#)
        #expect(conversion.document.integer("報告日") == number)
        #expect(conversion.unreadableIntegers.map(\.field) == (number == nil ? ["報告日"] : []))
    }

    @Test(
        "an amount is read with its unit",
        arguments: [
            ("1200000", 1_200_000), (#""1,200千円""#, 1_200_000), (#""120万円""#, 1_200_000),
            ("9007199254740993", 9_007_199_254_740_993), (#""未定""#, nil), ("true", nil),
        ] as [(String, Int64?)])
    func amounts(value: String, number: Int64?) throws {
        let conversion = try conversion(#""予算額":\#(value)"#)
        #expect(conversion.document.integer("予算額") == number)
        #expect(conversion.unreadableIntegers.isEmpty == (number != nil))
    }

    @Test("numbers and years are read as before, whatever other fields hold")
    func numbers() throws {
        let conversion = try conversion(#""start_year":"H27","人数":"平成27年度","報告日":"""#)
        #expect(conversion.document.integer("start_year") == 2015)
        #expect(conversion.document.integer("人数") == 2015)
        #expect(conversion.document["報告日"] == nil)
        #expect(conversion.unreadableIntegers.isEmpty)
    }
}
