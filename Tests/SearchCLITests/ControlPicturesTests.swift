import Ingest
import JSON
import Messages
import RenkeiSearch
import SearchTestSupport
import Testing

@testable import SearchCLI

@Suite("Control characters in output") struct ControlPicturesTests {
    /// The scalars that a terminal may obey, and some that it must get.
    private static let scalars: [Unicode.Scalar] =
        (0...0xA0).compactMap(Unicode.Scalar.init(_:)) + [
            "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
            "\u{206F}", "\u{2028}", "\u{2029}", "漢", "か", "\u{3099}", "👩", "\u{200D}", "💻",
        ]

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator
            || [0x61C, 0x200E, 0x200F].contains(scalar.value)
            || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x206F).contains(scalar.value)
    }

    @Test(
        "each control becomes a sign that takes a cell",
        arguments: [
            ("\u{1B}[31m赤", "␛[31m赤"), ("\u{1B}]8;;x\u{7}y", "␛]8;;x␇y"), ("\u{9B}1m", "␦1m"),
            ("\u{7F}\u{0}\u{8}", "␡␀␈"), ("a\u{202E}b\u{2066}c\u{200F}", "a␦b␦c␦"),
            ("a\tb\r\nc\u{2028}d\u{85}e", "a b c d e"),
            ("か\u{3099}👩\u{200D}💻", "か\u{3099}👩\u{200D}💻"),
        ])
    func signs(text: String, line: String) {
        #expect(Array(ControlPictures.line(text).unicodeScalars) == Array(line.unicodeScalars))
    }

    @Test("line feeds stay where a text has lines, and nothing else that moves the cursor")
    func lines() {
        #expect(ControlPictures.shown("a\nb\r\nc\u{B}d") == "a\nb \nc d")
    }

    @Test("random text of controls and letters has no control left and its letters in place")
    func property() {
        Property.check(300) { random, comment in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.append(Self.scalars[Int.random(in: 0..<Self.scalars.count, using: &random)])
            }
            let given = String(text)
            for shown in [ControlPictures.line(given), ControlPictures.shown(given)] {
                let left = shown.unicodeScalars.filter { Self.isObeyed($0) && $0 != "\n" }
                #expect(left.isEmpty, comment)
            }
            let letters = ControlPictures.line(given).unicodeScalars.filter { $0.value > 0x3000 }
            #expect(letters.elementsEqual(text.filter { $0.value > 0x3000 }), comment)
            // Emphasis adds codes, whatever the text holds, and only those.
            let styled = TerminalStyle(isOn: true).apply(.strong, to: given).text
            if !given.isEmpty {
                #expect(styled == "\u{1B}[1m" + ControlPictures.shown(given) + "\u{1B}[0m", comment)
            }
        }
    }

    @Test("JSON has every text, with the controls escaped that JSON would let pass")
    func json() throws {
        let text = String(String.UnicodeScalarView(Self.scalars))
        let value = JSONValue.object([.init(key: text, value: .array([.string(text)]))])
        let line = value.terminalText
        #expect(line.unicodeScalars.allSatisfy { !Self.isObeyed($0) })
        #expect(try JSONParser.parse(line) == value)
        #expect(JSONValue.string("\u{9B}図\u{202E}").terminalText == #""\u009b図\u202e""#)
        #expect(JSONValue.string("図書館").terminalText == "\"図書館\"")
    }

    @Test("a parameter of a message cannot make a line of its own")
    func messages() {
        let id = "a\nsearch: b\u{1B}[1m"
        #expect(
            localized("there is no record \(id) in index")
                == "there is no record a search: b␛[1m in index")
    }
}
