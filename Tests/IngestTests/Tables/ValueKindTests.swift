import Messages
import RenkeiSearch
import Testing

@testable import Ingest

@Suite struct ValueKindTests {
    @Test("each kind of integer field has a kind of values that it takes")
    func fields() {
        for kind in Schema.IntegerKind.allCases {
            #expect(ValueKind(kind).field == .integer(kind))
        }
        #expect(ValueKind(.number) == .number)
    }

    @Test("the names that --map takes stay the same")
    func names() {
        #expect(
            Set(ValueKind.allCases.map(\.rawValue)) == [
                "text", "keyword", "number", "date", "yen", "year", "boolean", "stored",
            ])
    }

    @Test("a value that cannot be read is reported with its column, in both languages")
    func messages() {
        for kind in ValueKind.allCases {
            let message = kind.message(unreadable: "多分", column: "列")
            #expect(message.text(in: .english).hasPrefix("列 was left out: \"多分\" is not "))
            #expect(message.text(in: .japanese).hasPrefix("列 を除きました。「多分」は"))
        }
    }

    @Test("people read an amount with its unit, other numbers as programs do")
    func shown() {
        var schema = Schema(textFields: [.init("text")], integerFields: ["額", "日", "数", "否"])
        schema.integerKinds = ["額": .yen, "日": .date, "否": .boolean]
        #expect(schema.message(of: 1_200_000, in: "額").text(in: .japanese) == "1,200,000 円")
        #expect(schema.message(of: 2015_0400, in: "日").text(in: .japanese) == "2015-04")
        #expect(schema.message(of: 1_200_000, in: "数").text(in: .english) == "1200000")
        #expect(schema.message(of: 1, in: "否").text(in: .japanese) == "はい")
        #expect(schema.message(of: 0, in: "否").text(in: .english) == "No")
    }
}
